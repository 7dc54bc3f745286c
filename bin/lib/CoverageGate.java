import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Fails unless every line and branch of the given packages, and of those below them, is covered, except the lines in a list of
 * exceptions. An entry of that list is {@code package/File.java | a piece of the source line | reason}.
 */
final class CoverageGate {

    private static final int MAX_EXCEPTIONS = 15;
    private static final String ROOT = "io/busha/resourceserver/";

    private final Path module;
    private final Map<String, List<String>> exceptions = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int lines;
    private int excepted;

    private CoverageGate(Path module) {
        this.module = module;
    }

    public static void main(String[] args) throws Exception {
        CoverageGate gate = new CoverageGate(Path.of(args[0]));
        gate.readExceptions(Path.of(args[1]));
        Set<String> rooms = new HashSet<>(Arrays.asList(args).subList(2, args.length));
        gate.readReport(rooms);
        rooms.forEach(room -> gate.faults.add("package " + room + " is not in the report"));
        gate.faults.forEach(fault -> System.err.println("coverage: " + fault));
        System.out.printf("coverage: %d lines, %d excepted, %d faults%n", gate.lines, gate.excepted, gate.faults.size());
        System.exit(gate.faults.isEmpty() ? 0 : 1);
    }

    private void readExceptions(Path list) throws IOException {
        int count = 0;
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\|", 3);
            if (parts.length < 3 || parts[2].isBlank()) {
                faults.add("an exception must be file | piece of the line | reason: " + line);
                continue;
            }
            String file = parts[0].strip();
            exceptions.computeIfAbsent(file, name -> new ArrayList<>()).add(parts[1].strip());
            if (source(file).stream().filter(text -> text.contains(parts[1].strip())).count() != 1) {
                faults.add("an exception must match exactly one line of " + file + ": " + parts[1].strip());
            }
            count++;
        }
        if (count > MAX_EXCEPTIONS) {
            faults.add(count + " exceptions, at most " + MAX_EXCEPTIONS + " are allowed");
        }
    }

    private List<String> source(String file) throws IOException {
        return Files.readAllLines(module.resolve("src/main/java").resolve(ROOT + file));
    }

    private void readReport(Set<String> rooms) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Set<String> seen = new HashSet<>();
        var report = factory.newDocumentBuilder()
                .parse(module.resolve("target/site/jacoco/jacoco.xml").toFile());
        for (Element pack : elements(report.getElementsByTagName("package"))) {
            String name = pack.getAttribute("name").replaceFirst(ROOT, "");
            String room = name.replaceFirst("/.*", "");
            if (rooms.contains(room)) {
                seen.add(room);
                for (Element file : elements(pack.getElementsByTagName("sourcefile"))) {
                    readFile(name + "/" + file.getAttribute("name"), file);
                }
            }
        }
        rooms.removeAll(seen);
    }

    private void readFile(String file, Element report) throws IOException {
        List<String> source = source(file);
        for (Element line : elements(report.getElementsByTagName("line"))) {
            lines++;
            int number = Integer.parseInt(line.getAttribute("nr"));
            boolean missed = !line.getAttribute("mi").equals("0") || !line.getAttribute("mb").equals("0");
            String text = source.get(number - 1).strip();
            if (missed && exceptions.getOrDefault(file, List.of()).stream().anyMatch(text::contains)) {
                excepted++;
            } else if (missed) {
                faults.add(file + ":" + number + " is not fully covered: " + text);
            }
        }
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
