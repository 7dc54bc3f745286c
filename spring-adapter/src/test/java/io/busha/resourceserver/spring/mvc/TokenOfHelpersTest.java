package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.token.VerifiedToken;
import java.beans.PropertyEditorSupport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The caller's token in methods that Spring calls around a handler method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenOfHelpersTest {

    private static String name(Optional<VerifiedToken> caller) {
        return caller.map(VerifiedToken::subject).orElse("nobody");
    }

    private static String name(@Nullable VerifiedToken caller) {
        return name(Optional.ofNullable(caller));
    }

    @Open
    @RestController
    static class Own {
        @GetMapping("/own/state")
        String state() {
            throw new IllegalStateException();
        }

        @GetMapping("/own/argument")
        String argument() {
            throw new IllegalArgumentException();
        }

        @ExceptionHandler(IllegalStateException.class)
        String state(@Nullable VerifiedToken caller) {
            return "state of " + name(caller);
        }

        @ExceptionHandler(IllegalArgumentException.class)
        String argument(Optional<VerifiedToken> caller) {
            return "argument of " + name(caller);
        }
    }

    @Open
    @RestController
    static class Advised {
        @GetMapping("/advised/state")
        String state() {
            throw new UnsupportedOperationException();
        }

        @GetMapping("/advised/argument")
        String argument() {
            throw new IndexOutOfBoundsException();
        }

        @ModelAttribute
        void prepare(@Nullable VerifiedToken caller, Optional<VerifiedToken> same, Model model) {
            model.addAttribute("model", name(caller) + " " + name(same));
        }

        @GetMapping("/advised/model")
        String model(Model model) {
            return String.valueOf(model.getAttribute("model"));
        }

        @InitBinder("by")
        void bind(WebDataBinder binder, @Nullable VerifiedToken caller, Optional<VerifiedToken> same) {
            binder.registerCustomEditor(String.class, new Editor(name(caller) + " " + name(same)));
        }

        @GetMapping("/advised/binder")
        String binder(@RequestParam("by") String by) {
            return by;
        }
    }

    static final class Editor extends PropertyEditorSupport {
        private final String text;

        Editor(String text) {
            this.text = text;
        }

        @Override
        public void setAsText(String ignored) {
            setValue(text);
        }
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler(UnsupportedOperationException.class)
        String state(@Nullable VerifiedToken caller) {
            return "state of " + name(caller);
        }

        @ExceptionHandler(IndexOutOfBoundsException.class)
        String argument(Optional<VerifiedToken> caller) {
            return "argument of " + name(caller);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Own.class, Advised.class, Advice.class})
    static class Application {}

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Application.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String body(String path, String... headers) {
        return server.get(path, headers).body();
    }

    @Test
    void passesTokenToExceptionHandler() {
        for (String controller : new String[] {"/own", "/advised"}) {
            assertThat(body(controller + "/state", server.bearer())).isEqualTo("state of local-user");
            assertThat(body(controller + "/argument", server.bearer())).isEqualTo("argument of local-user");
            assertThat(body(controller + "/state")).isEqualTo("state of nobody");
            assertThat(body(controller + "/argument")).isEqualTo("argument of nobody");
        }
    }

    @Test
    void passesTokenToMethodsThatRunBeforeHandler() {
        assertThat(body("/advised/model", server.bearer())).isEqualTo("local-user local-user");
        assertThat(body("/advised/model")).isEqualTo("nobody nobody");
        assertThat(body("/advised/binder?by=x", server.bearer())).isEqualTo("local-user local-user");
        assertThat(body("/advised/binder?by=x")).isEqualTo("nobody nobody");
    }
}
