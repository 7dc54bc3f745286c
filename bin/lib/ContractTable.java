import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prints what the HTTP contract found at every door: row, cases, door, result. Fails where a row did, or none ran. */
final class ContractTable {

    private ContractTable() {}

    public static void main(String[] args) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (Stream<Path> files = Files.find(Path.of(args[0]), 5, (file, attributes) -> isReport(file))) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).forEach(line -> rows.add(line.split("\t", -1)));
            }
        }
        System.out.printf("%n%-60s %6s  %-12s %s%n", "row", "cases", "door", "result");
        rows.forEach(row -> System.out.printf("%-60s %6s  %-12s %s%n", row[0], row[1], row[2], row[3]));
        long failed = rows.stream().filter(row -> !row[3].equals("ok") && !row[3].startsWith("gap: ")).count();
        int cases = rows.stream().mapToInt(row -> Integer.parseInt(row[1])).sum();
        System.out.printf("contract: %d rows, %d cases, %d failed%n", rows.size(), cases, failed);
        System.exit(failed == 0 && !rows.isEmpty() ? 0 : 1);
    }

    private static boolean isReport(Path file) {
        return file.toString().endsWith(".tsv") && file.getParent().endsWith(Path.of("target", "contract"));
    }
}
