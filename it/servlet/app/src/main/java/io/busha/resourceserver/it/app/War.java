package io.busha.resourceserver.it.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.jul.JDK14LoggerFactory;

/**
 * The application of the contract as a WAR: a folder with {@code WEB-INF/web.xml}, {@code WEB-INF/lib} and the files of
 * {@code contract-web}. Nothing but its {@code web.xml} configures it. Closing deletes it.
 */
public final class War implements AutoCloseable {

    /** Classes of what the application runs with: each stands for the jar or the folder that it is in. */
    private static final List<Class<?>> LIBRARIES = List.of(
            ResourceServerFilter.class,
            ContractApplication.class,
            JsonUtil.class,
            JsonFactory.class,
            Caffeine.class,
            MeterRegistry.class,
            KeyValue.class,
            Observation.class,
            Logger.class,
            JDK14LoggerFactory.class,
            NullMarked.class);

    private final Path folder;

    private War(Path folder) {
        this.folder = folder;
    }

    /** Makes it in a folder of its own below {@code target}. */
    public static War assemble(WebXml descriptor) {
        Path parent = Path.of("target", "war").toAbsolutePath();
        return assemble(parent.resolve(UUID.randomUUID().toString()), descriptor);
    }

    /** Makes the folder, which must not exist, and everything in it. */
    public static War assemble(Path folder, WebXml descriptor) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder);
            Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
            Files.writeString(folder.resolve("WEB-INF/web.xml"), descriptor.text());
            for (Class<?> library : LIBRARIES) {
                ClassPathEntry.of(library).jarInto(lib);
            }
            ClassPathEntry.of(ContractApplication.class).copy(WebResources.NAME, folder);
            return new War(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder, exploded. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
