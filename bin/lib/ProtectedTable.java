import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates the table of what is protected from a list of claims with their tests, and compares it with a document, or writes it there
 * with {@code --write}: {@code ProtectedTable FOLDER LIST DOCUMENT [--part] [--write]}. Fails if the tests of the last build do not prove
 * a claim. With {@code --part}, for builds of single modules, accepts and lists claims whose tests have not run. A single file, because it
 * is run from source.
 */
final class ProtectedTable {

    private static final String BEGIN = "<!-- ProtectedTable writes this table from the test results; bin/check compares it. -->";
    private static final String END = "<!-- End of the table. -->";
    private static final String NOT_SEEN = "not seen";
    private static final Pattern TEST = Pattern.compile(
            "<testcase name=\"(\\w+)[^\"]*\" classname=\"([^\"]+)\"[^>]*?(/>|>(.*?)</testcase>)", Pattern.DOTALL);
    private static final Set<String> PROVEN = Set.of("enforced", "closed", "refused at start");

    /** A column of the table: its title, and the prefixes of its doors and implementations in reports. */
    private enum Door {
        SERVLET("Servlet filter", "tomcat", "jetty", "undertow"),
        MVC("Spring MVC", "spring-mvc", "spring-security"),
        WEBFLUX("Spring WebFlux", "spring-webflux"),
        JERSEY("Jersey", "jersey"),
        RESTEASY("RESTEasy", "resteasy"),
        CXF("CXF", "cxf");

        private final String title;
        private final List<String> prefixes;

        Door(String title, String... prefixes) {
            this.title = title;
            this.prefixes = List.of(prefixes);
        }

        static Door named(String name) {
            return valueOf(name.toUpperCase());
        }

        boolean has(String reported) {
            return prefixes.stream().anyMatch(reported.toLowerCase()::startsWith);
        }
    }

    private enum Outcome {
        HOLDS,
        FAILS,
        NOT_RUN;

        static Outcome of(List<String> results, String wanted) {
            return results.isEmpty() ? NOT_RUN : results.stream().allMatch(wanted::equals) ? HOLDS : FAILS;
        }
    }

    /** A line of a report: row, door and result. */
    private record Line(String row, String door, String result) {}

    private record Test(String name, boolean passed) {}

    private final Path folder;
    private final boolean part;
    private final List<Line> contract;
    private final List<Line> matrix;
    private final List<Test> tests;

    private final Map<String, Map<Door, String>> rows = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> believed = new LinkedHashSet<>();

    private ProtectedTable(Path folder, boolean part) throws IOException {
        this.folder = folder;
        this.part = part;
        contract = reports("target/contract/.*\\.tsv")
                .map(cells -> new Line(cells[0], cells[2], cells[3]))
                .toList();
        matrix = reports("target/matrix/.*\\.tsv")
                .map(cells -> new Line(cells[0], cells[1], cells[2]))
                .toList();
        tests = found("target/surefire-reports/TEST-.*\\.xml").stream()
                .flatMap(ProtectedTable::tests)
                .toList();
    }

    public static void main(String[] args) throws IOException {
        List<String> options = List.of(args).subList(3, args.length);
        ProtectedTable table = new ProtectedTable(Path.of(args[0]), options.contains("--part"));
        table.read(Files.readAllLines(Path.of(args[1])));
        table.judge(Path.of(args[2]), options.contains("--write"));
        table.believed.forEach(claim -> System.out.println("protected: tests have not run: " + claim));
        table.faults.forEach(fault -> System.out.println("protected: " + fault));
        System.out.printf(
                "protected: %d mechanisms, %d doors, %d claims without test results, %d faults%n",
                table.rows.size(), Door.values().length, table.believed.size(), table.faults.size());
        System.exit(table.faults.isEmpty() ? 0 : 1);
    }

    private List<Path> found(String name) throws IOException {
        Pattern pattern = Pattern.compile("(.*/)?" + name);
        try (Stream<Path> files = Files.walk(folder, 7)) {
            return files.filter(file -> pattern.matcher(file.toString()).matches())
                    .filter(file -> !file.toString().contains("/part/"))
                    .sorted()
                    .toList();
        }
    }

    private Stream<String[]> reports(String name) throws IOException {
        return found(name).stream().flatMap(file -> text(file).lines()).map(line -> line.split("\t", -1));
    }

    /** Returns the tests in a Surefire report, without parameters. */
    private static Stream<Test> tests(Path report) {
        return TEST.matcher(text(report)).results().map(test -> new Test(
                test.group(2) + "." + test.group(1),
                test.group(4) == null || !test.group(4).matches("(?s)\\s*<(failure|error|skipped)\\b.*")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** Reads lines {@code = TITLE}, {@code DOOR DOOR: CLAIM} and {@code * NOTE: text}; all others are comments. */
    private void read(List<String> list) {
        list.stream()
                .filter(line -> line.startsWith("* "))
                .map(line -> line.substring(2).split(": ", 2))
                .forEach(note -> notes.put(note[0], note[1]));
        String title = "";
        for (String line : list) {
            if (line.startsWith("= ")) {
                title = line.substring(2);
                rows.put(title, new LinkedHashMap<>());
            } else if (line.matches("[a-z].*")) {
                String[] halves = line.split(": ", 2);
                for (String name : halves[0].split(" ")) {
                    Door door = Door.named(name);
                    rows.get(title).put(door, cell(title, door, halves[1]));
                }
            }
        }
    }

    private String cell(String title, Door door, String claim) {
        String[] halves = claim.split(" by ", 2);
        List<String> proofs = halves.length == 1 ? List.of() : List.of(halves[1].split(" & "));
        Set<Outcome> outcomes = proofs.stream().map(proof -> outcome(proof, door)).collect(Collectors.toSet());
        String name = title + ", " + door.title + ": " + claim;
        if (outcomes.contains(Outcome.FAILS)) {
            faults.add("no test proves: " + name);
            return "?";
        }
        if (outcomes.contains(Outcome.NOT_RUN)) {
            (part ? believed : faults).add(part ? name : "tests have not run: " + name);
        }
        return word(name, halves[0], proofs);
    }

    private String word(String name, String word, List<String> proofs) {
        Matcher unseen = Pattern.compile(NOT_SEEN + ", (\\S+)").matcher(word);
        if (unseen.matches()) {
            if (!notes.containsKey(unseen.group(1))) {
                faults.add("missing footnote: " + name);
            }
            used.add(unseen.group(1));
            return NOT_SEEN + "[^" + unseen.group(1) + "]";
        }
        if (PROVEN.contains(word) ? proofs.isEmpty() : !word.equals("-")) {
            faults.add("no proof and no footnote: " + name);
        }
        return word;
    }

    /** Evaluates {@code row NAME [at DOOR]}, {@code gap NAME}, {@code [unregistered] cell TITLE says TEXT} or {@code test CLASS.METHOD}. */
    private Outcome outcome(String proof, Door door) {
        String[] words = proof.split(" ", 2);
        return switch (words[0]) {
            case "row" -> {
                String[] row = words[1].split(" at ");
                yield row(row[0], row.length == 1 ? door : Door.named(row[1]), "ok");
            }
            case "gap" -> row(words[1], door, "gap");
            case "cell" -> seen(words[1], door, ", registered");
            case "unregistered" -> seen(words[1].substring("cell ".length()), door, ", not registered");
            case "test" -> Outcome.of(passed(words[1]), "true");
            default -> throw new IllegalArgumentException("unknown kind of proof: " + proof);
        };
    }

    private List<String> passed(String name) {
        return tests.stream()
                .filter(test -> test.name.endsWith(name))
                .map(test -> String.valueOf(test.passed))
                .toList();
    }

    private Outcome row(String name, Door door, String wanted) {
        String row = rowTitle(name);
        List<String> results = door.prefixes.stream().flatMap(prefix -> results(row, prefix)).toList();
        return row.isEmpty() ? Outcome.FAILS : Outcome.of(results, wanted);
    }

    /** Returns the results of one container, without a gap that another of its doors does not have: only Jetty's WAR supports JSPs. */
    private Stream<String> results(String row, String prefix) {
        Set<String> results = contract.stream()
                .filter(line -> line.door.startsWith(prefix) && line.row.equals(row))
                .map(line -> line.result.startsWith("gap: ") ? "gap" : line.result)
                .collect(Collectors.toSet());
        return results.stream().filter(result -> !result.equals("gap") || !results.contains("ok"));
    }

    /** Returns the title of a row of the contract; empty if there is no such row. */
    private String rowTitle(String name) {
        String source = text(folder.resolve("it/contract/src/main/java/io/busha/resourceserver/it/contract/Row.java"));
        if (source.contains(" " + name + "(Problem." + name + ")")) {
            return "error table: " + name.toLowerCase().replace('_', '-');
        }
        Matcher row = Pattern.compile("\\s" + name + "\\(\\s*\\w+,\\s*\"([^\"]+)\"").matcher(source);
        return row.find() ? row.group(1) : "";
    }

    private Outcome seen(String cell, Door door, String registration) {
        String[] halves = cell.split(" says ");
        List<Line> lines = matrix.stream()
                .filter(line -> door.has(line.door) && line.door.endsWith(registration))
                .toList();
        List<String> results = lines.stream()
                .filter(line -> line.row.equals(halves[0]))
                .map(Line::result)
                .toList();
        return !lines.isEmpty() && results.isEmpty() ? Outcome.FAILS : Outcome.of(results, halves[1]);
    }

    private void judge(Path document, boolean write) throws IOException {
        rows.forEach((title, cells) -> Arrays.stream(Door.values())
                .filter(door -> !cells.containsKey(door))
                .forEach(door -> faults.add("missing cell: " + title + ", " + door.title)));
        String text = text(document);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String made = "\n\n" + markdown() + "\n";
        if (write && faults.isEmpty()) {
            Files.writeString(document, text.substring(0, from) + made + text.substring(to));
        } else if (!text.substring(from, to).equals(made)) {
            List<String> written = text.lines().toList();
            made.lines()
                    .filter(line -> !written.contains(line))
                    .forEach(line -> System.out.println(document + " lacks: " + line));
            faults.add(document + " differs from the test results; --write updates it");
        }
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(line("", Arrays.stream(Door.values()).map(door -> door.title)));
        text.append("|---".repeat(Door.values().length + 1)).append("|\n");
        rows.forEach((title, cells) ->
                text.append(line(title, Arrays.stream(Door.values()).map(door -> cells.getOrDefault(door, "?")))));
        used.forEach(note -> text.append("\n[^").append(note).append("]: ").append(notes.get(note)).append("\n"));
        return text.toString();
    }

    private static String line(String first, Stream<String> rest) {
        return "| " + first + " | " + rest.collect(Collectors.joining(" | ")) + " |\n";
    }
}
