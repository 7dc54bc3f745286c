package io.busha.resourceserver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class LocalIssuerExtensionCloseTest {
    @Test
    void closesTheIssuerAfterTheClass() {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sample.class))
                .build();
        LauncherFactory.create().execute(request);
        URI gone = Sample.SEEN.remove();
        assertThat(Sample.SEEN).isEmpty();
        assertThatThrownBy(() -> RawHttp.get(gone, "/")).isInstanceOf(UncheckedIOException.class);
    }

    @ExtendWith(LocalIssuerExtension.class)
    static class Sample {
        static final Queue<URI> SEEN = new ConcurrentLinkedQueue<>();

        @Test
        void uses(LocalIssuer issuer) {
            assertThat(RawHttp.get(issuer.uri(), "/").status()).isEqualTo(404);
            SEEN.add(issuer.uri());
        }
    }
}
