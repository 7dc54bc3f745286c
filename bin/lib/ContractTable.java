import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.LinkedHashMap;
import java.util.stream.Stream;

/**
 * Prints what the HTTP contract found: a line per row, a column per door. Fails where a row did, where a door has fewer rows
 * than the others, or where none ran.
 */
final class ContractTable {

    private static final String GAP = "gap: ";
    private static final int TITLE = 72;

    /** What became of every row, by row and door. */
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    private final Map<String, Integer> doors = new TreeMap<>();
    private int cases;
    private int failed;

    private ContractTable() {}

    public static void main(String[] args) throws IOException {
        ContractTable table = new ContractTable();
        try (Stream<Path> files = Files.find(Path.of(args[0]), 5, (file, attributes) -> isReport(file))) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).forEach(table::add);
            }
        }
        table.print();
        System.exit(table.isWhole() ? 0 : 1);
    }

    private static boolean isReport(Path file) {
        return file.toString().endsWith(".tsv") && file.getParent().endsWith(Path.of("target", "contract"));
    }

    /** A line of a report: row, cases, door, result. */
    private void add(String line) {
        String[] cells = line.split("\t", -1);
        cases += Integer.parseInt(cells[1]);
        failed += cells[3].equals("ok") || cells[3].startsWith(GAP) ? 0 : 1;
        rows.computeIfAbsent(cells[0], row -> new TreeMap<>()).put(cells[2], cells[3]);
        doors.merge(cells[2], 1, Integer::sum);
    }

    private void print() {
        printHead();
        rows.forEach((row, results) -> {
            List<String> cells = new ArrayList<>();
            doors.keySet().forEach(door -> cells.add(cell(results.getOrDefault(door, "-"))));
            printLine(row, cells);
        });
        printGaps();
        System.out.printf(
                "%ncontract: %d rows, %d doors, %d cases, %d failed%n", rows.size(), doors.size(), cases, failed);
    }

    /** The names of the doors, one word below the other: columns stay narrow. */
    private void printHead() {
        List<String[]> names = doors.keySet().stream().map(door -> door.split("-")).toList();
        int height = names.stream().mapToInt(words -> words.length).max().orElse(0);
        System.out.println();
        for (int i = 0; i < height; i++) {
            int line = i;
            printLine(
                    line == height - 1 ? "row" : "",
                    names.stream().map(words -> line < words.length ? words[line] : "").toList());
        }
    }

    private static void printLine(String title, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-" + TITLE + "s", title));
        cells.forEach(cell -> line.append(String.format(" %-8s", cell)));
        System.out.println(line.toString().stripTrailing());
    }

    private static String cell(String result) {
        return result.startsWith(GAP) ? "gap" : result;
    }

    private void printGaps() {
        for (String door : doors.keySet()) {
            rows.forEach((row, results) -> {
                String result = results.getOrDefault(door, "");
                if (result.startsWith(GAP)) {
                    System.out.printf("gap at %s: %s: %s%n", door, row, result.substring(GAP.length()));
                }
            });
        }
    }

    private boolean isWhole() {
        List<String> lacking = doors.keySet().stream().filter(door -> doors.get(door) < rows.size()).toList();
        lacking.forEach(door -> System.out.println("contract: rows are missing at " + door));
        return failed == 0 && lacking.isEmpty() && !rows.isEmpty();
    }
}
