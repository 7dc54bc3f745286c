package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.app.BodyProbe;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs before all other filters of JAX-RS and detects reads of an entity before a resource was counted. For implementations that open
 * the body themselves before any filter, so that a probe around the servlet cannot distinguish later reads.
 */
@PreMatching
@Priority(Integer.MIN_VALUE)
final class EntityProbe implements ContainerRequestFilter {

    @Context
    private @Nullable HttpServletRequest asked;

    @Override
    public void filter(ContainerRequestContext request) {
        HttpServletRequest servlets = Objects.requireNonNull(asked);
        Runnable note = BodyProbe.note(servlets);
        request.setEntityStream(new Watched(request.getEntityStream(), note));
    }

    private static final class Watched extends FilterInputStream {
        private final Runnable note;

        Watched(InputStream entity, Runnable note) {
            super(entity);
            this.note = note;
        }

        @Override
        public int read() throws IOException {
            note.run();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            note.run();
            return super.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            note.run();
            return super.available();
        }
    }
}
