import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Class paths of modules, written by Maven. */
final class ClassPath {

    /** The file in which Maven writes a module's dependencies. */
    private static final String FILE = "target/test-classpath.txt";

    private ClassPath() {}

    /** Returns the class path for compiling a module's sources, including its own classes. */
    static String ofSources(String module) throws IOException {
        return join(classes(module, "classes"), needed(module));
    }

    /** Returns the class path of a module's tests, without entries that match a pattern. */
    static String ofTests(String module, String leftOut) throws IOException {
        String needed = Arrays.stream(needed(module).split(File.pathSeparator))
                .filter(path -> leftOut.isEmpty() || !Pattern.compile(leftOut).matcher(path).find())
                .collect(Collectors.joining(File.pathSeparator));
        return join(classes(module, "test-classes"), classes(module, "classes"), needed, launcher(needed));
    }

    static String join(Object... parts) {
        return Arrays.stream(parts)
                .map(Object::toString)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path classes(String module, String folder) {
        return Path.of(module, "target", folder).toAbsolutePath();
    }

    private static String needed(String module) throws IOException {
        return Files.readString(Path.of(module).resolve(FILE)).strip();
    }

    /** Returns JUnit's launcher in the version of the engine, for modules without it on their class path. */
    private static String launcher(String needed) {
        if (needed.contains("junit-platform-launcher-")) {
            return "";
        }
        String engine = Arrays.stream(needed.split(File.pathSeparator))
                .filter(path -> path.contains("junit-platform-engine-"))
                .findFirst()
                .orElseThrow();
        return engine.replace("junit-platform-engine", "junit-platform-launcher");
    }
}
