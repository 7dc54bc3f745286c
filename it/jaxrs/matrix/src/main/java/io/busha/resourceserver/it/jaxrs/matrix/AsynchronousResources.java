package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that answer later, from another thread, with the caller that this thread shows. */
@Path("/later")
@RequireScope("balances:read")
public class AsynchronousResources {

    private static String begin() {
        Threads.use();
        return Bodies.ran("later ");
    }

    @GET
    @Path("suspended")
    public void suspended(@Suspended AsyncResponse response) {
        String text = begin();
        Threads.POOL.execute(() -> response.resume(text + Threads.subject()));
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        String text = begin();
        return CompletableFuture.supplyAsync(() -> text + Threads.subject(), Threads.POOL);
    }

    /** Sends from this thread, because RESTEasy deadlocks if another thread sends before this method returns. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        String text = begin() + Threads.subject();
        sink.send(sse.newEvent(text)).whenComplete((sent, failed) -> sink.close());
    }
}
