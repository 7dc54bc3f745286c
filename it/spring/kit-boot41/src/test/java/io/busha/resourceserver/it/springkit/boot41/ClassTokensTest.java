package io.busha.resourceserver.it.springkit.boot41;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.springkit.ClassTokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

@AutoConfigureMockMvc
class ClassTokensTest extends ClassTokens {

    @Nested
    class Inside {

        @Test
        void presentsTokenOfEnclosingClass() throws Exception {
            assertThat(get("/balances").getContentAsString()).isEqualTo("balances of class");
        }
    }
}
