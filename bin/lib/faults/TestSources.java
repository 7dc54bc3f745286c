import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the source for the tests named by faults, so that a renamed test is detected before the build. */
final class TestSources {

    private final Map<String, List<Path>> files = new HashMap<>();
    private final Map<Path, SourceFile> parsed = new HashMap<>();

    TestSources() throws IOException {
        for (Path folder : Layout.TESTS) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(path -> path.toString().endsWith(".java"))
                        .forEach(path -> files.computeIfAbsent(path.getFileName().toString(), name -> new ArrayList<>())
                                .add(path));
            }
        }
    }

    /**
     * Checks that the test of a fault exists.
     *
     * @throws Unfit if it does not
     */
    void require(Fault fault) throws IOException {
        NamedTest test = fault.test();
        Path file = Path.of(test.type().replace('.', '/') + ".java");
        Path path = files.getOrDefault(file.getFileName().toString(), List.of()).stream()
                .filter(found -> found.endsWith(file))
                .findFirst()
                .orElseThrow(() -> new Unfit(fault.name() + ": there is no test " + file));
        Path owner = path;
        Optional<MethodTree> method = method(owner, test.method());
        while (method.isEmpty()) {
            Path below = owner;
            owner = type(owner)
                    .flatMap(SourceFile::superclass)
                    .flatMap(name -> nearest(name, below))
                    .orElseThrow(() -> new Unfit(fault.name() + ": " + path + " has no method " + test.method()));
            method = method(owner, test.method());
        }
        if (!test.row().isEmpty() && !hasRow(owner, method.get(), test.row())) {
            throw new Unfit(fault.name() + ": " + owner + ": " + test.method() + " has no row " + test.row());
        }
    }

    private boolean hasRow(Path owner, MethodTree method, String row) throws IOException {
        Optional<Path> rows = SourceFile.parameterTypes(method).findFirst().flatMap(name -> nearest(name, owner));
        return rows.isPresent()
                && type(rows.get()).filter(type -> SourceFile.hasConstant(type, row)).isPresent();
    }

    private Optional<MethodTree> method(Path path, String name) throws IOException {
        return type(path).flatMap(type -> SourceFile.methods(type, name).stream().findFirst());
    }

    private Optional<ClassTree> type(Path path) throws IOException {
        if (!parsed.containsKey(path)) {
            parsed.put(path, SourceFile.read(path));
        }
        return parsed.get(path).type(path.getFileName().toString().replace(".java", ""));
    }

    /** Returns a class by its simple name; one in the same package takes precedence. */
    private Optional<Path> nearest(String name, Path from) {
        List<Path> found = files.getOrDefault(name + ".java", List.of());
        return found.stream()
                .filter(path -> path.getParent().equals(from.getParent()))
                .findFirst()
                .or(() -> found.stream().filter(path -> !path.equals(from)).findFirst());
    }
}
