import com.sun.source.tree.ClassTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Applies the edits of a fault to source files in memory. Each edit must match exactly one place. */
final class Planting {

    private record Cut(Tokens.Range range, String instead) {}

    private final Fault fault;
    private final Map<Path, SourceFile> files = new LinkedHashMap<>();
    private final Map<Path, List<Cut>> cuts = new LinkedHashMap<>();

    private Planting(Fault fault) {
        this.fault = fault;
    }

    /**
     * Returns the changed files of a fault with their text.
     *
     * @throws Unfit if an edit does not fit
     */
    static Map<Path, String> of(Fault fault) throws IOException {
        Planting planting = new Planting(fault);
        for (Fault.Edit edit : fault.edits()) {
            planting.add(edit);
        }
        Map<Path, String> changed = new LinkedHashMap<>();
        planting.cuts.forEach((path, cuts) -> changed.put(path, apply(planting.files.get(path).text(), cuts)));
        return changed;
    }

    private void add(Fault.Edit edit) throws IOException {
        SourceFile file = file(edit);
        ClassTree type = file.type(nested(edit))
                .orElseThrow(() -> unfit(edit, file.path() + " has no class " + nested(edit)));
        List<Tokens.Range> members = file.ranges(type, edit.member());
        if (members.isEmpty()) {
            throw unfit(edit, file.path() + ": " + nested(edit) + " has no method " + edit.member());
        }
        Tokens piece = Tokens.of(edit.piece());
        List<Tokens.Range> found = members.stream()
                .flatMap(member -> Tokens.of(file.text(), member).find(piece).stream())
                .toList();
        if (found.size() != 1) {
            throw unfit(edit, file.path() + ": " + edit.member() + holds(found.size()) + edit.piece());
        }
        cuts.computeIfAbsent(file.path(), path -> new ArrayList<>()).add(new Cut(found.get(0), edit.instead()));
    }

    private SourceFile file(Fault.Edit edit) throws IOException {
        Path path = Layout.sources(fault.module())
                .resolve(edit.type().replaceAll("(?<=\\.[A-Z]\\w{0,99})\\..*", "").replace('.', '/') + ".java");
        if (!Files.exists(path)) {
            throw unfit(edit, "there is no file " + path);
        }
        if (!files.containsKey(path)) {
            files.put(path, SourceFile.read(path));
        }
        return files.get(path);
    }

    /** Returns {@code Outer.Inner} for {@code package.Outer.Inner}. */
    private static String nested(Fault.Edit edit) {
        return edit.type().replaceAll("^(?:[a-z]\\w*\\.)+", "");
    }

    private static String holds(int times) {
        return times == 0 ? " does not hold: " : " holds " + times + " times: ";
    }

    private Unfit unfit(Fault.Edit edit, String why) {
        return new Unfit(fault.name() + ": " + edit + ": " + why);
    }

    private static String apply(String text, List<Cut> cuts) {
        StringBuilder changed = new StringBuilder(text);
        cuts.stream()
                .sorted(Comparator.comparing((Cut cut) -> cut.range.start()).reversed())
                .collect(Collectors.toList())
                .forEach(cut -> changed.replace(cut.range.start(), cut.range.end(), cut.instead));
        return changed.toString();
    }
}
