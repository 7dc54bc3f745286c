package io.busha.resourceserver.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files and JSPs of the contract's application. */
public final class WebResources {

    /** The folder of the files on the class path. */
    static final String NAME = "contract-web";

    private static @Nullable Path folder;

    private WebResources() {}

    /** Returns a folder with all files, below {@code target}. The first call fills it. */
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
