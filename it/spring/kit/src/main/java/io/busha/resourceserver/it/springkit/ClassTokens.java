package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.WithBushaToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** {@link WithBushaToken} on a class, through Boot's MockMvc, which the subclass configures. */
@SpringBootTest(classes = WalletApplication.class)
@WithBushaToken(scopes = "balances:read", subject = "class")
@SuppressWarnings("NullAway.Init")
public abstract class ClassTokens {

    @Autowired
    private MockMvcTester mvc;

    /** Returns the answer to a request without a credential of its own. */
    protected final MockHttpServletResponse get(String path) {
        return mvc.get().uri(path).exchange().getResponse();
    }

    @BeforeEach
    void presentsTokenOfClassBeforeEachTest() {
        assertThat(get("/tenant").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "again"})
    void presentsTokenOfClassInEachTest(String turn) throws Exception {
        assertThat(get("/balances?turn=" + turn).getContentAsString()).isEqualTo("balances of class");
    }

    @Test
    @WithBushaToken(subject = "method")
    void prefersTokenOfMethodToTokenOfClass() {
        assertThat(get("/balances").getStatus()).isEqualTo(403);
    }
}
