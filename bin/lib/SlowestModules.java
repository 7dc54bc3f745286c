import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the modules that took longest, by the summary at the end of Maven's log: {@code SlowestModules LOG HOW_MANY}. */
final class SlowestModules {

    private static final Pattern MODULE =
            Pattern.compile("\\[INFO] (.*?) \\.* ?SUCCESS \\[ *(?:(\\d+):)?(\\d+)(?:\\.\\d+)? (s|min|h)]");

    private record Module(String name, int seconds) {}

    private SlowestModules() {}

    public static void main(String[] args) throws Exception {
        List<Module> modules = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            Matcher matcher = MODULE.matcher(line);
            if (matcher.find()) {
                modules.add(new Module(matcher.group(1), seconds(matcher)));
            }
        }
        if (modules.isEmpty()) {
            throw new IllegalArgumentException("no Maven summary in " + args[0]);
        }
        modules.sort(Comparator.comparingInt(Module::seconds).reversed());
        System.out.println("\nSlowest modules (three are built in parallel):");
        modules.stream()
                .limit(Integer.parseInt(args[1]))
                .forEach(module -> System.out.printf("%5d s  %s%n", module.seconds, module.name));
    }

    /** Maven writes 9.871 s, 01:15 min and 01:02 h. */
    private static int seconds(Matcher matcher) {
        int large = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int small = Integer.parseInt(matcher.group(3));
        return (large * 60 + small) * (matcher.group(4).equals("h") ? 60 : 1);
    }
}
