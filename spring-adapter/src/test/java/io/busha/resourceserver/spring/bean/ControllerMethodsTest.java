package io.busha.resourceserver.spring.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Methods of controllers that no HTTP request is mapped to. */
class ControllerMethodsTest {

    @Controller
    @RequireScope("class")
    static class Books {
        @QueryMapping
        String book() {
            return "book";
        }

        @RequireScope("batch")
        @BatchMapping
        String batch() {
            return "batch";
        }

        @Open
        @QueryMapping
        String open() {
            return "open";
        }

        @ModelAttribute
        String argument() {
            return "argument";
        }

        @GetMapping("/books")
        String page() {
            return "page";
        }
    }

    @Test
    void checksGraphQlMethods() {
        try (Beans beans = Beans.of(Books.class)) {
            Books books = beans.get(Books.class);
            beans.caller.has("other");
            assertThatThrownBy(books::book).isInstanceOf(CallDeniedException.class);
            assertThatThrownBy(books::batch).isInstanceOf(CallDeniedException.class);
            assertThat(books.open() + books.argument() + books.page()).isEqualTo("openargumentpage");
            beans.caller.has("class", "batch");
            assertThat(books.book() + books.batch()).isEqualTo("bookbatch");
        }
    }

    @Controller
    @RequireScope("class")
    static class Hidden {
        @QueryMapping
        @SuppressWarnings("unused")
        private String hidden() {
            return "hidden";
        }
    }

    @Test
    void refusesToStartWithGraphQlMethodThatNoProxyCanIntercept() {
        assertThatThrownBy(() -> Beans.of(Hidden.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Hidden.hidden: it is private");
    }

    @Controller
    static class Torn {
        @Open
        @RequireScope("both")
        @QueryMapping
        void both() {}
    }

    @Test
    void refusesToStartWithContradictoryGraphQlMethod() {
        assertThatThrownBy(() -> Beans.of(Torn.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Torn.both: ");
    }

    @Controller
    static class Messages {
        @RequireScope("send")
        @MessageMapping("/own")
        void own() {}

        @MessageMapping("/undeclared")
        void undeclared() {}
    }

    @Controller
    @RequireScope("class")
    static class MessagesOfClass {
        @MessageMapping("/class")
        void ofClass() {}
    }

    @Test
    void refusesToStartWithRuleOnMessageMethod() {
        assertThatThrownBy(() -> Beans.of(Messages.class, MessagesOfClass.class).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Messages.own: it is for messages")
                .hasMessageContaining("MessagesOfClass.ofClass: it is for messages")
                .hasMessageNotContaining("Messages.undeclared");
    }
}
