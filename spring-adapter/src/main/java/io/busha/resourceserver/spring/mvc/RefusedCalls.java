package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.bean.CallRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers like the door if a bean refused its caller, before any exception handler of the application runs. Thread-safe. */
final class RefusedCalls implements HandlerExceptionResolver, Ordered {

    private final ServletDoor door;

    RefusedCalls(ServletDoor door) {
        this.door = door;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        Optional<CallRefusedException> refused = CallRefusedException.in(failure);
        if (refused.isEmpty() || response.isCommitted()) {
            return null;
        }
        try {
            answer(refused.get(), request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private void answer(CallRefusedException refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (refused.isAnonymous()) {
            door.challenge(request, response);
        } else {
            door.deny(request, response, refused.rule());
        }
    }
}
