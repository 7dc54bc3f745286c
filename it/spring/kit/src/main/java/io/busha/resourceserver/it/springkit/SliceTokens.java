package io.busha.resourceserver.it.springkit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.WithBushaToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A slice of the application with its controllers; the subclass has the annotation of its Boot version. */
@ContextConfiguration(classes = WalletApplication.class)
@SuppressWarnings("NullAway.Init")
public abstract class SliceTokens {

    @Autowired
    private MockMvcTester mvc;

    private int status(String path, RequestPostProcessor with) {
        return mvc.get().uri(path).with(with).exchange().getResponse().getStatus();
    }

    @Test
    void protectsSliceLikeWholeApplication() {
        assertThat(status("/balances", request -> request)).isEqualTo(401);
        assertThat(status("/balances", bushaToken().scopes("balances:read"))).isEqualTo(200);
        assertThat(status("/balances", bushaToken().scopes("transfers:write"))).isEqualTo(403);
        assertThat(status("/balances", bushaToken().scopes("balances:read").forged()))
                .isEqualTo(401);
        assertThat(status("/undeclared", bushaToken().scopes("balances:read"))).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void presentsTokenOfMethod() {
        assertThat(status("/balances", request -> request)).isEqualTo(200);
    }
}
