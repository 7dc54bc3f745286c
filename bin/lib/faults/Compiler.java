import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles in this JVM, whose compiler is warm after a few faults. */
final class Compiler {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private Compiler() {}

    /** Compiles a whole module, because constants are copied into the classes that use them. Returns the errors. */
    static String compile(String module, Map<Path, String> changed, Path sources, Path classes) throws IOException {
        Path root = Layout.sources(module);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = changed.get(file);
                files.add(text == null ? file : write(sources.resolve(root.relativize(file)), text));
            }
        }
        return compile(files, ClassPath.ofSources(module), classes);
    }

    static String compile(List<Path> files, String classPath, Path classes) throws IOException {
        Files.createDirectories(classes);
        List<String> options = List.of(
                "-nowarn", "-XDsuppressNotes", "-proc:none", "-parameters", "-g", "--release", "17",
                "-implicit:none", "-sourcepath", classes.toString(), "-cp", classPath, "-d", classes.toString());
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
            boolean compiled = COMPILER.getTask(errors, manager, null, options, null, sources).call();
            return compiled ? "" : errors.toString();
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
