import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the observed behaviour of each JAX-RS implementation as a table, and compares it with a document, or writes it there with
 * {@code --write}.
 */
final class JaxRsTable {

    private static final String BEGIN = "<!-- JaxRsTable writes this table from the test results; bin/check compares it. -->";
    private static final String END = "<!-- End of the table. -->";

    /** Cells by row and column, with rows in the order of the tests. */
    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();

    private JaxRsTable() {}

    public static void main(String[] args) throws IOException {
        Path document = Path.of(args[1]);
        String text = Files.readString(document);
        String seen = seen(Path.of(args[0])).markdown();
        String written = text.substring(before(text).length(), text.length() - after(text).length()).strip();
        System.out.println("\n" + seen);
        if (List.of(args).contains("--write")) {
            Files.writeString(document, before(text) + "\n" + seen + "\n" + after(text));
        } else if (!written.equals(seen.strip())) {
            List<String> lines = written.lines().toList();
            seen.lines().filter(line -> !lines.contains(line)).forEach(line -> System.out.println(document + " lacks: " + line));
            System.out.println(document + " differs from the test results; --write updates it");
            System.exit(1);
        }
    }

    private static JaxRsTable seen(Path folder) throws IOException {
        JaxRsTable table = new JaxRsTable();
        try (Stream<Path> files = Files.find(folder, 5, (file, attributes) -> isReport(file))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("\t", -1);
                    table.put(parts[0], parts[1], parts[2]);
                }
            }
        }
        return table.merged();
    }

    private static boolean isReport(Path file) {
        return file.toString().endsWith(".tsv") && file.getParent().endsWith(Path.of("target", "matrix"));
    }

    private void put(String row, String column, String cell) {
        cells.computeIfAbsent(row, added -> new TreeMap<>()).put(column, cell);
    }

    /** Merges the columns {@code Jersey 3.1, registered} and {@code Jersey 3.1, not registered} if they are equal. */
    private JaxRsTable merged() {
        Map<String, Set<String>> columns = new TreeMap<>();
        columns().forEach(column -> columns.computeIfAbsent(column.split(",")[0], added -> new TreeSet<>()).add(column));
        JaxRsTable table = new JaxRsTable();
        cells.forEach((row, found) -> columns.forEach((name, parts) -> {
            boolean same = parts.stream().map(this::column).distinct().count() == 1;
            parts.forEach(part -> table.put(row, same ? name : part, found.getOrDefault(part, "-")));
        }));
        return table;
    }

    private Set<String> columns() {
        return cells.values().stream().flatMap(row -> row.keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> column(String name) {
        Map<String, String> column = new LinkedHashMap<>();
        cells.forEach((row, found) -> column.put(row, found.getOrDefault(name, "-")));
        return column;
    }

    private static String before(String text) {
        return text.substring(0, text.indexOf(BEGIN) + BEGIN.length() + 1);
    }

    private static String after(String text) {
        return text.substring(text.indexOf(END));
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(line("", List.copyOf(columns())));
        text.append("|---".repeat(columns().size() + 1)).append("|\n");
        cells.forEach((row, found) -> text.append(line(row, List.copyOf(found.values()))));
        return text.toString();
    }

    private static String line(String first, List<String> rest) {
        return "| " + first + " | " + String.join(" | ", rest) + " |\n";
    }
}
