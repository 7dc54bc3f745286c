import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the results of the HTTP contract: a line per row, a column per door. Fails if a row failed, if a door of the list is missing, if
 * a door is not in the list, or if it has not run a required row: {@code ContractTable FOLDER DOORS [--all]}.
 */
final class ContractTable {

    private static final String VERIFIER = "verifier";
    private static final String GAP = "gap: ";
    private static final int TITLE = 72;

    private record Cell(int cases, String result) {}

    /** The results by row and door. */
    private final Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();

    private final Set<String> ofTokens = new TreeSet<>();
    private final Set<String> doors = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    private ContractTable() {}

    public static void main(String[] args) throws IOException {
        ContractTable table = new ContractTable();
        try (Stream<Path> files = Files.find(Path.of(args[0]), 6, (file, attributes) -> isReport(file))) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).forEach(table::add);
            }
        }
        Map<String, Boolean> expected = Files.readAllLines(Path.of(args[1])).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words.length > 1));
        table.judge(expected, List.of(args).contains("--all"));
        table.print();
        System.exit(table.faults.isEmpty() ? 0 : 1);
    }

    private static boolean isReport(Path file) {
        return file.toString().endsWith(".tsv") && file.getParent().endsWith(Path.of("target", "contract"));
    }

    /** Adds a line of a report: row, cases, door, result, kind. */
    private void add(String line) {
        String[] cells = line.split("\t", -1);
        rows.computeIfAbsent(cells[0], row -> new TreeMap<>())
                .put(cells[2], new Cell(Integer.parseInt(cells[1]), cells[3]));
        doors.add(cells[2]);
        if (cells[4].equals("TOKEN")) {
            ofTokens.add(cells[0]);
        }
    }

    private void judge(Map<String, Boolean> expected, boolean all) {
        expected.keySet().stream().filter(door -> !doors.contains(door)).forEach(door -> faults.add(door + " has not run"));
        doors.stream().filter(door -> !expected.containsKey(door)).forEach(door -> faults.add(door + " is not in the list of doors"));
        for (String door : doors) {
            boolean tokens = all || expected.getOrDefault(door, false);
            rows.forEach((row, results) -> {
                boolean wanted = ofTokens.contains(row) ? tokens : !door.equals(VERIFIER);
                Cell cell = results.get(door);
                if (wanted && cell == null) {
                    faults.add(door + " has not run: " + row);
                } else if (cell != null && !cell.result.equals("ok") && !cell.result.startsWith(GAP)) {
                    faults.add(door + " " + cell.result + ": " + row);
                } else if (cell != null && cell.result.equals("ok") && cell.cases == 0) {
                    faults.add(door + " has no case of: " + row);
                }
            });
        }
        if (rows.isEmpty()) {
            faults.add("no row has run");
        }
    }

    private void print() {
        printHead();
        rows.forEach((row, results) -> printLine(
                row, doors.stream().map(door -> text(results.get(door))).toList()));
        printLine("cases", doors.stream().map(door -> Integer.toString(casesAt(door))).toList());
        printGaps();
        int cases = doors.stream().mapToInt(this::casesAt).sum();
        faults.forEach(fault -> System.out.println("contract: " + fault));
        System.out.printf(
                "%ncontract: %d rows, %d doors, %d cases, %d faults%n", rows.size(), doors.size(), cases, faults.size());
    }

    private int casesAt(String door) {
        return rows.values().stream().map(results -> results.get(door)).mapToInt(cell -> cell == null ? 0 : cell.cases).sum();
    }

    /** Prints the names of the doors, one word per line, so that columns stay narrow. */
    private void printHead() {
        List<String[]> names = doors.stream().map(door -> door.split("-")).toList();
        int height = names.stream().mapToInt(words -> words.length).max().orElse(0);
        System.out.println();
        for (int i = 0; i < height; i++) {
            int line = i;
            printLine(
                    line == height - 1 ? "row (T: about tokens)" : "",
                    names.stream().map(words -> line < words.length ? words[line] : "").toList());
        }
    }

    private void printLine(String title, List<String> cells) {
        StringBuilder line = new StringBuilder(
                String.format("%s %-" + TITLE + "s", ofTokens.contains(title) ? "T" : " ", title));
        cells.forEach(cell -> line.append(String.format(" %-8s", cell)));
        System.out.println(line.toString().stripTrailing());
    }

    /** Returns the number of passed cases, or a mark for a failure or gap. */
    private static String text(Cell cell) {
        if (cell == null) {
            return "-";
        }
        return cell.result.startsWith(GAP) ? "gap" : cell.result.equals("ok") ? Integer.toString(cell.cases) : cell.result;
    }

    /** Prints each gap once, with its doors. */
    private void printGaps() {
        Map<String, Set<String>> gaps = new TreeMap<>();
        rows.forEach((row, results) -> results.forEach((door, cell) -> {
            if (cell.result.startsWith(GAP)) {
                gaps.computeIfAbsent(row + ": " + cell.result.substring(GAP.length()), added -> new TreeSet<>()).add(door);
            }
        }));
        gaps.forEach((gap, lacking) -> System.out.println("gap: " + gap + " (" + String.join(", ", lacking) + ")"));
    }
}
