import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Plants faults from a list into copies of the filter and runs one test for each, which must fail. An entry of the list is
 * {@code == name}, {@code file package/File.java}, {@code - piece of a line}, {@code + what stands there instead}, and {@code
 * red ROW} for a row of the contract or {@code red Class#method} for a test of the filter's own. One fault may have several
 * edits.
 */
final class PlantedFaults {

    private static final Path SOURCES = Path.of("filter/src/main/java/io/busha/resourceserver");
    private static final String CONTRACT = "io.busha.resourceserver.it.tomcat11.Tomcat11ContractTest";
    private static final int RED = 1;
    private static final int MOST_MINUTES = 3;

    private record Edit(String file, String piece, String instead) {}

    private record Fault(String name, List<Edit> edits, String red) {}

    private PlantedFaults() {}

    public static void main(String[] args) throws Exception {
        List<Fault> faults = read(Path.of(args[0])).stream()
                .filter(fault -> args.length == 1
                        || Stream.of(args).skip(1).anyMatch(piece -> fault.name.contains(piece)))
                .toList();
        int unseen = 0;
        for (Fault fault : faults) {
            String result = plant(fault);
            System.out.printf("%-8s %-72s %s%n", result, fault.name, fault.red);
            unseen += result.equals("red") ? 0 : 1;
        }
        System.out.printf("faults: %d planted, %d turned their test red, %d did not%n", faults.size(),
                faults.size() - unseen, unseen);
        System.exit(unseen == 0 && !faults.isEmpty() ? 0 : 1);
    }

    private static List<Fault> read(Path list) throws IOException {
        List<Fault> faults = new ArrayList<>();
        String name = "";
        String file = "";
        String piece = "";
        List<Edit> edits = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("== ")) {
                name = line.substring(3);
            } else if (line.startsWith("file ")) {
                file = line.substring(5);
            } else if (line.startsWith("- ")) {
                piece = line.substring(2);
            } else if (line.startsWith("+")) {
                edits.add(new Edit(file, piece, line.substring(1).strip()));
            } else if (line.startsWith("red ")) {
                faults.add(new Fault(name, List.copyOf(edits), line.substring(4)));
                edits.clear();
            }
        }
        return faults;
    }

    private static String plant(Fault fault) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("planted-fault");
        try {
            return compile(fault, work) ? run(fault, work) : "BROKEN";
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static boolean compile(Fault fault, Path work) throws IOException {
        Path copy = work.resolve("sources");
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-XDsuppressNotes", "-proc:none", "-d", work.resolve("classes").toString(),
                "-cp", classPath("filter"), "--release", "17"));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Path target = copy.resolve(SOURCES.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                arguments.add(target.toString());
            }
        }
        for (Edit edit : fault.edits) {
            Path file = copy.resolve(edit.file);
            String source = Files.readString(file);
            int at = source.indexOf(edit.piece);
            if (at < 0 || source.indexOf(edit.piece, at + 1) >= 0) {
                System.err.println(edit.file + " does not hold just once: " + edit.piece);
                return false;
            }
            Files.writeString(file, source.replace(edit.piece, edit.instead));
        }
        return ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) == 0;
    }

    private static String classPath(String module) throws IOException {
        return Files.readString(Path.of(module, "target", "test-classpath.txt")).strip();
    }

    private static String run(Fault fault, Path work) throws IOException, InterruptedException {
        boolean ofContract = !fault.red.contains("#");
        String module = ofContract ? "it/tomcat11" : "filter";
        String path = String.join(File.pathSeparator, work.resolve("classes").toString(),
                Path.of(module, "target", "test-classes").toAbsolutePath().toString(), classPath(module));
        Process test = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path,
                        Path.of("bin/lib/RunTest.java").toAbsolutePath().toString(),
                        ofContract ? CONTRACT + "#keeps" : fault.red, ofContract ? fault.red : "")
                .directory(Path.of(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile())
                .start();
        if (!test.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            test.destroyForcibly().waitFor();
            return "HUNG";
        }
        return switch (test.exitValue()) {
            case 0 -> "GREEN";
            case RED -> "red";
            default -> "BROKEN " + Files.readString(work.resolve("output"));
        };
    }
}
