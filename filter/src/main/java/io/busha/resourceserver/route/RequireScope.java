package io.busha.resourceserver.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint is for callers whose access token holds these scopes (RFC 6750 section 3.1). Give either {@link #value()},
 * of which all are required, or {@link #anyOf()}, of which one is enough; both, neither, or a text that is no scope is an
 * error at start-up. It may stand on an annotation of your own, which then says the same.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequireScope {

    /** The scopes that the token must hold, all of them. */
    String[] value() default {};

    /** The scopes of which the token must hold at least one. */
    String[] anyOf() default {};
}
