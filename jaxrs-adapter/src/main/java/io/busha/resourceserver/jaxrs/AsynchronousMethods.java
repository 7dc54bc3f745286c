package io.busha.resourceserver.jaxrs;

import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Resource methods whose response is produced by another thread than the one that called them (JAX-RS 3.1 sections 8.2 and 9). */
final class AsynchronousMethods {

    private AsynchronousMethods() {}

    static boolean include(@Nullable Method method) {
        return method != null
                && (CompletionStage.class.isAssignableFrom(method.getReturnType())
                        || Arrays.stream(method.getParameters()).anyMatch(AsynchronousMethods::isAnsweredBy));
    }

    private static boolean isAnsweredBy(Parameter parameter) {
        return parameter.isAnnotationPresent(Suspended.class) || parameter.getType() == SseEventSink.class;
    }
}
