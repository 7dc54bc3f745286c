package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Rules of beans behind MVC endpoints, without Spring Security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeanCallsTest {

    @Service
    @RequireScope("ledger:write")
    static class Ledger {
        String book() {
            return "booked";
        }

        @Authenticated
        String peek() {
            return "peeked";
        }

        ServerResponse function(ServerRequest request) {
            return ServerResponse.ok().body("function");
        }
    }

    @WebEndpoint(id = "books")
    static class Operations {
        @RequireScope("books:audit")
        @ReadOperation
        String read() {
            return "audited";
        }
    }

    /** Handles whatever the application throws; not what the door has to answer. */
    @ControllerAdvice
    static class Advice {
        @ExceptionHandler(Throwable.class)
        @ResponseBody
        String any() {
            return "handled";
        }
    }

    @RestController
    @Open
    @Import({Ledger.class, Advice.class, Operations.class})
    static class Desk {
        private final Ledger ledger;

        Desk(Ledger ledger) {
            this.ledger = ledger;
        }

        @GetMapping("/book")
        String book() {
            return ledger.book();
        }

        @GetMapping("/peek")
        String peek() {
            return ledger.peek();
        }

        @GetMapping("/later")
        CompletableFuture<String> later() {
            try {
                return CompletableFuture.completedFuture(ledger.book());
            } catch (CallDeniedException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return ledger::book;
        }

        @GetMapping("/streamed")
        StreamingResponseBody streamed() {
            return body -> body.write(ledger.book().getBytes(StandardCharsets.US_ASCII));
        }

        /** As on a thread that kept hold of a request which is over. */
        @GetMapping("/over")
        String over(HttpServletRequest request) {
            RequestAttributes current = RequestContextHolder.currentRequestAttributes();
            ServletRequestAttributes over = new ServletRequestAttributes(request);
            over.requestCompleted();
            RequestContextHolder.setRequestAttributes(over);
            try {
                return ledger.book();
            } finally {
                RequestContextHolder.setRequestAttributes(current);
            }
        }

        @RequireScope("private:read")
        @GetMapping("/private")
        @SuppressWarnings("unused")
        private String hidden() {
            return "hidden";
        }

        @Bean
        RouterFunction<ServerResponse> functions(Ledger functions) {
            return RouterFunctions.route().GET("/function", functions::function).build();
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Desk.class,
                "busha.routes=GET /function open\nGET /actuator/books open",
                "management.endpoints.web.exposure.include=books",
                "spring.task.execution.pool.core-size=1",
                "spring.task.execution.pool.max-size=1");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void admitsCallerWhoMeetsRuleOfBean() {
        String bearer = server.bearer("ledger:write");
        for (String path : new String[] {"/book", "/later", "/callable", "/streamed"}) {
            assertThat(server.get(path, bearer).body()).isEqualTo("booked");
        }
        assertThat(server.get("/peek", server.bearer()).body()).isEqualTo("peeked");
        assertThat(server.get("/function", bearer).body()).isEqualTo("function");
    }

    @Test
    void answersDeniedCallLikeTheDoor() {
        for (String path : new String[] {"/book", "/later", "/callable", "/streamed", "/function"}) {
            RawHttp.Response answer = server.get(path, server.bearer("other"));
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"ledger:write\"");
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(answer.body()).contains("urn:busha:problem:insufficient-scope");
        }
    }

    @Test
    void challengesCallerWithoutToken() {
        for (String path : new String[] {"/book", "/peek", "/later", "/callable", "/streamed", "/function"}) {
            RawHttp.Response answer = server.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"busha\"");
            assertThat(answer.body()).contains("urn:busha:problem:no-credentials");
        }
    }

    @Test
    void closesBeanOutsideRequests() {
        Ledger ledger = server.context().getBean(Ledger.class);
        assertThatThrownBy(ledger::book).isInstanceOf(CallDeniedException.class);
        assertThatThrownBy(() -> CompletableFuture.supplyAsync(ledger::book).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CallDeniedException.class);
    }

    @Test
    void closesBeanAfterRequestHasEnded() {
        assertThat(server.get("/over", server.bearer("ledger:write")).status()).isEqualTo(401);
    }

    /** There is one thread for tasks. */
    @Test
    void deniesNextCallerOnReusedTaskThread() {
        assertThat(server.get("/callable", server.bearer("ledger:write")).body())
                .isEqualTo("booked");
        assertThat(server.get("/callable").status()).isEqualTo(401);
    }

    @Test
    void checksActuatorOperations() {
        assertThat(server.get("/actuator/books", server.bearer("books:audit")).body())
                .isEqualTo("audited");
        assertThat(server.get("/actuator/books", server.bearer("other")).status())
                .isEqualTo(403);
        assertThat(server.get("/actuator/books").status()).isEqualTo(401);
    }

    @Test
    void appliesOwnRuleOfPrivateHandlerInsteadOfItsClassRule() {
        assertThat(server.get("/private").status()).isEqualTo(401);
        assertThat(server.get("/private", server.bearer("other")).status()).isEqualTo(403);
        assertThat(server.get("/private", server.bearer("private:read")).body()).isEqualTo("hidden");
    }
}
