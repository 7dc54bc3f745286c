package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules of beans that are not endpoints, without method security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeanRulesTest {

    interface Rates {
        @RequireScope(anyOf = {"rates:read", "rates:admin"})
        String rates();
    }

    @Service
    @RequireScope("ledger:write")
    static class Ledger implements Rates {
        String book() {
            return "booked";
        }

        @Authenticated
        String peek() {
            return "peeked";
        }

        @Open
        String size() {
            return "size";
        }

        @Override
        public String rates() {
            return "rates";
        }
    }

    @Service
    static class Plain {
        String any() {
            return "any";
        }
    }

    @RestController
    @Open
    static class Desk {
        private final Ledger ledger;
        private final Rates rates;

        Desk(Ledger ledger, Rates rates) {
            this.ledger = ledger;
            this.rates = rates;
        }

        @GetMapping("/book")
        String book() {
            return ledger.book();
        }

        @GetMapping("/peek")
        String peek() {
            return ledger.peek();
        }

        @GetMapping("/size")
        String size() {
            return ledger.size();
        }

        @GetMapping("/rates")
        String rates() {
            return rates.rates();
        }
    }

    private SecuredServer server;

    @BeforeAll
    void start() {
        server = SecuredServer.with(Desk.class, Ledger.class, Plain.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void lacks(String path, String scopes) {
        RawHttp.Response answer = server.get(path, server.bearer("other"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"" + scopes + "\"");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body()).contains("urn:busha:problem:insufficient-scope");
    }

    @Test
    void admitsCallerWhoMeetsRule() {
        assertThat(server.get("/book", server.bearer("ledger:write")).body()).isEqualTo("booked");
        assertThat(server.get("/peek", server.bearer()).body()).isEqualTo("peeked");
        assertThat(server.get("/rates", server.bearer("rates:admin")).body()).isEqualTo("rates");
        assertThat(server.get("/size").body()).isEqualTo("size");
    }

    @Test
    void answersDeniedCallLikeTheGuard() {
        lacks("/book", "ledger:write");
        lacks("/rates", "rates:read rates:admin");
    }

    @Test
    void challengesCallerWithoutToken() {
        for (String path : new String[] {"/book", "/peek", "/rates"}) {
            RawHttp.Response answer = server.get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"busha\"");
            assertThat(answer.headers("Set-Cookie")).isEmpty();
            assertThat(answer.body()).contains("urn:busha:problem:no-credentials");
        }
    }

    @Test
    void closesBeanOutsideRequests() {
        SecurityContextHolder.clearContext();
        Ledger ledger = server.context().getBean(Ledger.class);
        assertThatThrownBy(ledger::book).isInstanceOf(CallDeniedException.class);
    }

    @Test
    void createsNoOtherProxies() {
        assertThat(AopUtils.isAopProxy(server.context().getBean(Ledger.class))).isTrue();
        assertThat(AopUtils.isAopProxy(server.context().getBean(Plain.class))).isFalse();
        assertThat(AopUtils.isAopProxy(server.context().getBean(Desk.class))).isFalse();
    }

    @Service
    static class Contradicting {
        @Open
        @Authenticated
        String both() {
            return "both";
        }
    }

    @Test
    void refusesToStartWithContradictoryAnnotations() {
        assertThatThrownBy(() -> SecuredServer.with(Contradicting.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Contradicting.both");
    }
}
