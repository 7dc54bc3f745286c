package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * The caller of a request on another thread that Spring lets work for it: one that runs a {@code Callable} or streams a body. It
 * holds the token and not the request, which may be over before the thread is done. Thread-safe.
 */
final class TaskCaller implements CallableProcessingInterceptor {

    private static final ThreadLocal<@Nullable VerifiedToken> CALLER = new ThreadLocal<>();

    static Optional<VerifiedToken> token() {
        return Optional.ofNullable(CALLER.get());
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http != null) {
            ResourceServerFilter.token(http).ifPresent(CALLER::set);
        }
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
        CALLER.remove();
    }
}
