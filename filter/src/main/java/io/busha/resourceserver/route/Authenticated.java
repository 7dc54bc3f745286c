package io.busha.resourceserver.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares an endpoint for every caller with a valid access token, whatever its scopes, even if it has none. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Authenticated {

    /**
     * Whether a token must not have been revoked: for endpoints that must close the moment a user disconnects a client.
     */
    boolean critical() default false;
}
