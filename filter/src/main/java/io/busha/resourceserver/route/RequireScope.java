package io.busha.resourceserver.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an endpoint for callers whose access token holds these scopes (RFC 6750 section 3.1). Set either {@link #value()}, if all scopes
 * are required, or {@link #anyOf()}, if one of them is enough. It is an error at start-up to set both or neither, or a text that is not a
 * scope. An annotation of your own that carries this one has the same effect.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequireScope {

    /** The scopes that the token must hold, all of them. */
    String[] value() default {};

    /** The scopes of which the token must hold at least one. */
    String[] anyOf() default {};

    /**
     * Whether a token must not have been revoked: for endpoints that must close the moment a user disconnects a client.
     */
    boolean critical() default false;
}
