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
 * {@code contract-web}. Only its {@code web.xml} configures it. Closing deletes it.
 */
public final class War implements AutoCloseable {

    /** One class of each library of the application; its jar or folder is copied into the WAR. */
    private static final List<Class<?>> LIBRARIES = List.of(
            ResourceServerFilter.class,
            ContractApplication.class,
            JsonUtil.class,
            JsonFactory.class,
            Logger.class,
            JDK14LoggerFactory.class,
            NullMarked.class);

    /** Micrometer, and the cache, which Micrometer's binder must load from the same class loader. */
    private static final List<Class<?>> MICROMETER =
            List.of(MeterRegistry.class, KeyValue.class, Observation.class, Caffeine.class);

    private final Path folder;
    private final boolean hasMicrometer;

    private War(Path folder, boolean hasMicrometer) {
        this.folder = folder;
        this.hasMicrometer = hasMicrometer;
    }

    /** Assembles the WAR in a new folder below {@code target}. */
    public static War assemble(WebXml descriptor) {
        return assemble(anyFolder(), descriptor, true);
    }

    /** Assembles a WAR for a server that provides Micrometer to all applications. */
    static War withoutMicrometer(WebXml descriptor) {
        return assemble(anyFolder(), descriptor, false);
    }

    private static Path anyFolder() {
        Path parent = Path.of("target", "war").toAbsolutePath();
        return parent.resolve(UUID.randomUUID().toString());
    }

    /** Assembles the WAR in this folder, which must not exist. */
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

    /** Returns whether the WAR contains Micrometer. */
    public boolean hasMicrometer() {
        return hasMicrometer;
    }

    /** Returns the folder of the exploded WAR. */
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
