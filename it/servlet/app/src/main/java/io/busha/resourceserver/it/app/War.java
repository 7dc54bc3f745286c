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
            Logger.class,
            JDK14LoggerFactory.class,
            NullMarked.class);

    /** Micrometer, and the cache that its binder must have from where Micrometer is. */
    private static final List<Class<?>> MICROMETER =
            List.of(MeterRegistry.class, KeyValue.class, Observation.class, Caffeine.class);

    private final Path folder;
    private final boolean hasMicrometer;

    private War(Path folder, boolean hasMicrometer) {
        this.folder = folder;
        this.hasMicrometer = hasMicrometer;
    }

    /** Makes it in a folder of its own below {@code target}. */
    public static War assemble(WebXml descriptor) {
        return assemble(anyFolder(), descriptor, true);
    }

    /** The same with a server that has Micrometer for all its applications. */
    static War withoutMicrometer(WebXml descriptor) {
        return assemble(anyFolder(), descriptor, false);
    }

    private static Path anyFolder() {
        Path parent = Path.of("target", "war").toAbsolutePath();
        return parent.resolve(UUID.randomUUID().toString());
    }

    /** Makes the folder, which must not exist, and everything in it. */
    public static War assemble(Path folder, WebXml descriptor) {
        return assemble(folder, descriptor, true);
    }

    private static War assemble(Path folder, WebXml descriptor, boolean hasMicrometer) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder);
            Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
            Files.writeString(folder.resolve("WEB-INF/web.xml"), descriptor.text());
            for (Class<?> library : LIBRARIES) {
                ClassPathEntry.of(library).jarInto(lib);
            }
            for (Class<?> library : hasMicrometer ? MICROMETER : List.<Class<?>>of()) {
                ClassPathEntry.of(library).jarInto(lib);
            }
            ClassPathEntry.of(ContractApplication.class).copy(WebResources.NAME, folder);
            return new War(folder, hasMicrometer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has Micrometer itself. */
    public boolean hasMicrometer() {
        return hasMicrometer;
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
