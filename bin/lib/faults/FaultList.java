import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads faults from the lists in a folder; README.md there describes the lines. */
final class FaultList {

    private final Path file;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault.Edit> edits = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private final StringBuilder instead = new StringBuilder();
    private String name = "";
    private String module = Layout.MODULE;
    private String place = "";
    private char last = ' ';
    private int number;

    private FaultList(Path file) {
        this.file = file;
    }

    static List<Fault> readAll(Path folder) throws IOException {
        List<Fault> all = new ArrayList<>();
        try (Stream<Path> lists = Files.list(folder)) {
            for (Path list : lists.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
                all.addAll(new FaultList(list).read());
            }
        }
        return all;
    }

    private List<Fault> read() throws IOException {
        for (String line : Files.readAllLines(file)) {
            number++;
            String rest = line.substring(line.indexOf(' ') + 1).strip();
            switch (line.isBlank() ? "" : line.split(" ", 2)[0]) {
                case "==" -> begin(rest);
                case "module" -> module = rest;
                case "at" -> moveTo(rest);
                case "-" -> take(rest);
                case "+" -> replace(line.substring(1).strip());
                case "red", "hangs" -> end(rest, line.startsWith("hangs"));
                case "", "#" -> {}
                default -> throw wrong("cannot be read: " + line);
            }
        }
        return name.isEmpty() ? faults : fail("missing test for: " + name);
    }

    private void begin(String rest) {
        if (!name.isEmpty()) {
            throw wrong("missing test for: " + name);
        }
        name = rest;
        module = Layout.MODULE;
        place = "";
    }

    private void moveTo(String rest) {
        endEdit();
        place = rest.matches("[\\w.]+#(\\w+|<init>|<body>)") ? rest : fail("not Class#method: " + rest);
    }

    private void take(String rest) {
        if (last == '+') {
            endEdit();
        }
        piece.append(rest).append('\n');
        last = '-';
    }

    private void replace(String rest) {
        if (piece.isEmpty() || place.isEmpty()) {
            throw wrong("+ without a piece to replace");
        }
        instead.append(rest).append('\n');
        last = '+';
    }

    private void endEdit() {
        if (last == '-') {
            throw wrong("no replacement for: " + piece);
        }
        if (last == '+') {
            String[] at = place.split("#");
            String type = Layout.PACKAGE + "." + at[0];
            edits.add(new Fault.Edit(type, at[1], piece.toString().strip(), instead.toString().strip()));
        }
        piece.setLength(0);
        instead.setLength(0);
        last = ' ';
    }

    private void end(String rest, boolean hangs) {
        endEdit();
        if (edits.isEmpty() || name.isEmpty()) {
            throw wrong("test without a fault: " + rest);
        }
        faults.add(new Fault(name, module, List.copyOf(edits), test(rest), hangs));
        edits.clear();
        name = "";
    }

    /** Parses {@code Class#method} of the fault's module, {@code ROW} or {@code ROW on CONTRACT}. */
    private NamedTest test(String text) {
        if (text.contains("#")) {
            String[] parts = text.split("#");
            return new NamedTest(module, Layout.PACKAGE + "." + parts[0], parts[1], "");
        }
        String[] parts = text.split(" on ");
        NamedTest contract = Layout.CONTRACTS.get(parts.length == 1 ? Layout.TOMCAT : parts[1]);
        return contract == null ? fail("unknown contract: " + parts[1]) : contract.withRow(parts[0]);
    }

    private <T> T fail(String text) {
        throw wrong(text);
    }

    private Unfit wrong(String text) {
        return new Unfit(file + ":" + number + ": " + text);
    }
}
