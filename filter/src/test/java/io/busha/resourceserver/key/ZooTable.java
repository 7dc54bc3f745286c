package io.busha.resourceserver.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of key endpoints in docs/keys.md. */
final class ZooTable {

    private static final Path DOCUMENT = Path.of("..", "docs", "keys.md");
    private static final String BEGIN =
            "<!-- What the tests saw of key endpoints; KeyEndpointZooTest compares it. -->\n";
    private static final String END = "<!-- The end of what they saw. -->";
    private static final String HEAD = "| an endpoint with | is |\n|---|---|\n";

    private ZooTable() {}

    /** Whether to write the results instead of comparing them. */
    static boolean isToBeWritten() {
        return "write".equals(System.getProperty("zoo.table"));
    }

    static Map<String, String> read() throws IOException {
        String text = Files.readString(DOCUMENT);
        Map<String, String> rows = new LinkedHashMap<>();
        text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END))
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split(" \\| |^\\| | \\|$", -1))
                .forEach(cells -> rows.put(cells[1], cells[2]));
        return rows;
    }

    static void write(Map<String, String> rows) throws IOException {
        String text = Files.readString(DOCUMENT);
        StringBuilder table = new StringBuilder(HEAD);
        rows.forEach((name, outcome) -> table.append("| " + name + " | " + outcome + " |\n"));
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        Files.writeString(DOCUMENT, before + "\n" + table + "\n" + text.substring(text.indexOf(END)));
    }
}
