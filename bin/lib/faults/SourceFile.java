import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file as the compiler parses it. */
final class SourceFile {

    /** The name for the parts of a class outside its methods, constructors and nested classes. */
    static final String BODY = "<body>";

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Path path;
    private final String text;
    private final CompilationUnitTree tree;
    private final SourcePositions positions;

    private SourceFile(Path path, String text, CompilationUnitTree tree, SourcePositions positions) {
        this.path = path;
        this.text = text;
        this.tree = tree;
        this.positions = positions;
    }

    static SourceFile read(Path path) throws IOException {
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) COMPILER.getTask(
                    null, files, diagnostic -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(path));
            CompilationUnitTree tree = task.parse().iterator().next();
            return new SourceFile(path, Files.readString(path), tree, Trees.instance(task).getSourcePositions());
        }
    }

    Path path() {
        return path;
    }

    String text() {
        return text;
    }

    /** Returns a class by its simple name, or a nested class by {@code Outer.Inner}. */
    Optional<ClassTree> type(String name) {
        List<? extends Tree> members = tree.getTypeDecls();
        ClassTree found = null;
        for (String simple : name.split("\\.")) {
            found = members.stream()
                    .filter(member -> member instanceof ClassTree type && type.getSimpleName().contentEquals(simple))
                    .map(ClassTree.class::cast)
                    .findFirst()
                    .orElse(null);
            members = found == null ? List.of() : found.getMembers();
        }
        return Optional.ofNullable(found);
    }

    static List<MethodTree> methods(ClassTree type, String name) {
        return type.getMembers().stream()
                .filter(member -> member instanceof MethodTree method && method.getName().contentEquals(name))
                .map(MethodTree.class::cast)
                .toList();
    }

    static boolean hasConstant(ClassTree type, String name) {
        return type.getMembers().stream()
                .anyMatch(member -> member instanceof VariableTree constant && constant.getName().contentEquals(name));
    }

    /** Returns the source ranges of all methods of this name, or those outside of methods. */
    List<Tokens.Range> ranges(ClassTree type, String member) {
        return member.equals(BODY)
                ? outsideOfMethods(type)
                : methods(type, member).stream().map(this::range).toList();
    }

    private List<Tokens.Range> outsideOfMethods(ClassTree type) {
        List<Tokens.Range> ranges = new ArrayList<>();
        Tokens.Range whole = range(type);
        int from = whole.start();
        List<Tokens.Range> inside = type.getMembers().stream()
                .filter(member -> member instanceof MethodTree || member instanceof ClassTree)
                .map(this::range)
                .toList();
        for (Tokens.Range cut : inside) {
            ranges.add(new Tokens.Range(from, cut.start()));
            from = cut.end();
        }
        ranges.add(new Tokens.Range(from, whole.end()));
        return ranges;
    }

    private Tokens.Range range(Tree part) {
        return new Tokens.Range(
                (int) positions.getStartPosition(tree, part), (int) positions.getEndPosition(tree, part));
    }

    /** Returns the simple name of the superclass. */
    static Optional<String> superclass(ClassTree type) {
        return Optional.ofNullable(type.getExtendsClause())
                .map(name -> name.toString().replaceAll("<.*|.*\\.(?=\\w+$)", ""));
    }

    static Stream<String> parameterTypes(MethodTree method) {
        return method.getParameters().stream().map(parameter -> parameter.getType().toString());
    }
}
