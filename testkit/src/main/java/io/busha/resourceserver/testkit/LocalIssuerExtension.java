package io.busha.resourceserver.testkit;

import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides a {@link LocalIssuer} parameter to tests: one issuer for each test class and its nested classes, started when first needed and
 * closed after the class. Works with JUnit 5 (5.12 and later) and 6. A test that makes the issuer fail should end the fault again.
 *
 * <pre>{@code
 * @ExtendWith(LocalIssuerExtension.class)
 * class BalancesTest {
 *     @BeforeAll
 *     static void startMyApplication(LocalIssuer issuer) {
 *         app = MyApplication.start(issuer.uri(), LocalIssuer.CLIENT_ID);
 *     }
 *
 *     @Test
 *     void showsBalancesToCallerWithScope(LocalIssuer issuer) {
 *         String token = issuer.accessToken().scopes("balances:read").sign();
 *         var response = RawHttp.get(app.uri(), "/balances", "Authorization: Bearer " + token);
 *         assertThat(response.status()).isEqualTo(200);
 *     }
 *
 *     @Test
 *     void refusesTokenWithoutScope(LocalIssuer issuer) {
 *         String token = issuer.accessToken().sign();
 *         var response = RawHttp.get(app.uri(), "/balances", "Authorization: Bearer " + token);
 *         assertThat(response.status()).isEqualTo(403);
 *     }
 * }
 * }</pre>
 */
public final class LocalIssuerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalIssuerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalIssuer.class;
    }

    /** Uses only methods that JUnit 5 and 6 have in common. */
    @Override
    @SuppressWarnings("deprecation")
    public LocalIssuer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = outermostClass(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> new Running(LocalIssuer.start()), Running.class);
        return Objects.requireNonNull(running).issuer();
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        return context.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .map(LocalIssuerExtension::outermostClass)
                .orElse(context);
    }

    /** JUnit before 5.13 closes only objects of this type after the class. */
    @SuppressWarnings("deprecation")
    private record Running(LocalIssuer issuer) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            issuer.close();
        }
    }
}
