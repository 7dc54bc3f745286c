package io.busha.resourceserver.testkit;

import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link LocalIssuer} parameter: one for each test class and the classes nested in it, started when
 * first asked for and closed after the class. With JUnit 5 (from 5.12) and 6. A test that lets it misbehave should heal it again.
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
 *     void showsBalancesToWhoMayReadThem(LocalIssuer issuer) {
 *         String token = issuer.accessToken().scopes("balances:read").sign();
 *         var response = RawHttp.get(app.uri(), "/balances", "Authorization: Bearer " + token);
 *         assertThat(response.status()).isEqualTo(200);
 *     }
 *
 *     @Test
 *     void refusesTokenWithoutTheScope(LocalIssuer issuer) {
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

    /** By calls that JUnit 5 and 6 both have. */
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

    /** JUnit before 5.13 closes nothing else after the class. */
    @SuppressWarnings("deprecation")
    private record Running(LocalIssuer issuer) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            issuer.close();
        }
    }
}
