package io.busha.resourceserver.it.webflux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Wraps all of Spring and detects subscriptions to a body before a handler was counted. */
final class BodyProbe implements HttpHandlerDecoratorFactory {

    private final Sightings seen;

    BodyProbe(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(new Watched(request), response);
    }

    private final class Watched extends ServerHttpRequestDecorator {
        Watched(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnSubscribe(subscription -> {
                if (!seen.counted(this)) {
                    seen.touched().set(true);
                }
            });
        }
    }
}
