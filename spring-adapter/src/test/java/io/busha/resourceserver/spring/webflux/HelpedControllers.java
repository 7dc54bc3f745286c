package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.token.VerifiedToken;
import java.beans.PropertyEditorSupport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import reactor.core.publisher.Mono;

/** Controllers whose handler methods take no token, but methods around them do. */
@Configuration(proxyBeanMethods = false)
@Import({
    HelpedControllers.Own.class,
    HelpedControllers.Advised.class,
    HelpedControllers.Prepared.class,
    HelpedControllers.Advice.class
})
public class HelpedControllers {

    static final class ForToken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static final class ForOptional extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static final class ForMono extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static String name(@Nullable VerifiedToken caller) {
        return caller == null ? "nobody" : caller.subject();
    }

    static class Helping {
        @ExceptionHandler(ForToken.class)
        String failed(@Nullable VerifiedToken caller) {
            return "failed for " + name(caller);
        }

        @ExceptionHandler(ForOptional.class)
        String failed(Optional<VerifiedToken> caller) {
            return "failed for " + name(caller.orElse(null));
        }

        @ExceptionHandler(ForMono.class)
        Mono<String> failed(Mono<VerifiedToken> caller) {
            return caller.map(HelpedControllers::name).defaultIfEmpty("nobody").map("failed for "::concat);
        }
    }

    @Open
    @RestController
    static class Own extends Helping {
        @GetMapping("/own/token")
        String token() {
            throw new ForToken();
        }

        @GetMapping("/own/optional")
        String optional() {
            throw new ForOptional();
        }

        @GetMapping("/own/mono")
        Mono<String> mono() {
            return Mono.error(new ForMono());
        }
    }

    @Open
    @RestController
    static class Advised {
        @GetMapping("/advised/token")
        Mono<String> token() {
            return Mono.error(new ForToken());
        }

        @GetMapping("/advised/optional")
        String optional() {
            throw new ForOptional();
        }

        @GetMapping("/advised/mono")
        String mono() {
            throw new ForMono();
        }
    }

    @RestControllerAdvice
    static class Advice extends Helping {}

    @Open
    @RestController
    static class Prepared {
        @ModelAttribute
        void prepare(@Nullable VerifiedToken caller, Optional<VerifiedToken> same, Model model) {
            model.addAttribute("model", name(caller) + " " + name(same.orElse(null)));
        }

        @GetMapping("/model")
        String model(Model model) {
            return String.valueOf(model.getAttribute("model"));
        }

        @InitBinder("by")
        void bind(WebDataBinder binder, @Nullable VerifiedToken caller, Optional<VerifiedToken> same) {
            String text = name(caller) + " " + name(same.orElse(null));
            binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
                @Override
                public void setAsText(String ignored) {
                    setValue(text);
                }
            });
        }

        @GetMapping("/binder")
        String binder(@RequestParam("by") String by) {
            return by;
        }
    }
}
