package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Every request of this test, or of all tests of this class, presents a real access token, unless it presents something itself:
 * those that Boot's {@code MockMvc}, {@code WebTestClient}, {@code RestTestClient} and {@code TestRestTemplate} send from the
 * thread of the test. On a method it stands instead of the one on its class.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface WithBushaToken {

    /** The scopes of the token. */
    String[] scopes() default {};

    /** {@code sub} of the token. */
    String subject() default "local-user";

    /** {@code client_id} of the token. */
    String clientId() default LocalIssuer.CLIENT_ID;

    /** Further claims, each a string: {@code tenant=acme}. For others there is {@link BushaToken#claim}. */
    String[] claims() default {};
}
