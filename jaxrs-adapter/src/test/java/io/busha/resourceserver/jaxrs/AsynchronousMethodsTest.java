package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calling thread leaves such a method before the answer exists, and would keep the caller in its MDC. */
class AsynchronousMethodsTest {

    interface Resource {
        String plain(String text);

        CompletionStage<String> stage();

        CompletableFuture<String> future();

        void suspended(String text, @Suspended AsyncResponse later);

        void events(String text, SseEventSink events);
    }

    @ParameterizedTest
    @CsvSource({"plain,false", "stage,true", "future,true", "suspended,true", "events,true"})
    void areDistinguishedFromSynchronousMethods(String name, boolean asynchronous) {
        assertThat(Arrays.stream(Resource.class.getMethods())
                        .filter(method -> method.getName().equals(name)))
                .singleElement()
                .satisfies(method ->
                        assertThat(AsynchronousMethods.include(method)).isEqualTo(asynchronous));
    }
}
