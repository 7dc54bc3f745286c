package io.busha.resourceserver.it.app;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One entry of the test's class path: a jar, or a folder of classes. */
final class ClassPathEntry {

    private final Path path;

    private ClassPathEntry(Path path) {
        this.path = path;
    }

    /** Returns the entry that a class was loaded from. */
    static ClassPathEntry of(Class<?> type) {
        try {
            return new ClassPathEntry(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes this entry into a folder as a jar. */
    void jarInto(Path lib) throws IOException {
        if (Files.isRegularFile(path)) {
            Files.copy(path, lib.resolve(path.getFileName().toString()));
        } else {
            Path jar = lib.resolve(path.getName(path.getNameCount() - 3) + ".jar");
            try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
                copy(path, zip.getPath("/"));
            }
        }
    }

    /** Copies the content of one of its folders, if that folder exists. */
    void copy(String name, Path target) throws IOException {
        if (Files.isRegularFile(path)) {
            try (FileSystem zip = FileSystems.newFileSystem(path)) {
                copy(zip.getPath(name), target);
            }
        } else {
            copy(path.resolve(name), target);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
