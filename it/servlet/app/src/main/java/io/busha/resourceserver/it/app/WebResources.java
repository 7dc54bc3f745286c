package io.busha.resourceserver.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files and JSPs of the application. */
public final class WebResources {

    /** The folder that they are in on the class path. */
    static final String NAME = "contract-web";

    private static @Nullable Path folder;

    private WebResources() {}

    /** A folder with them all, below {@code target}; the first who asks fills it. */
    public static synchronized Path folder() throws IOException {
        if (folder == null) {
            Path own = Path.of("target", NAME, UUID.randomUUID().toString()).toAbsolutePath();
            Files.createDirectories(own);
            ClassPathEntry.of(ContractApplication.class).copy(NAME, own);
            folder = own;
        }
        return folder;
    }
}
