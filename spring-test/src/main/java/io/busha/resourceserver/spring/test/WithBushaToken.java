package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes every request of this test, or of all tests in this class, present a real access token unless the request has a credential of its
 * own. Applies to requests that Boot's {@code MockMvc}, {@code WebTestClient}, {@code RestTestClient} and {@code TestRestTemplate} send
 * from the test's thread. On a method, the annotation replaces the one on its class.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface WithBushaToken {

    /** Returns the scopes of the token. */
    String[] scopes() default {};

    /** Returns the {@code sub} of the token. */
    String subject() default "local-user";

    /** Returns the {@code client_id} of the token. */
    String clientId() default LocalIssuer.CLIENT_ID;

    /** Returns further claims with string values: {@code tenant=acme}. For values of other types use {@link BushaToken#claim}. */
    String[] claims() default {};
}
