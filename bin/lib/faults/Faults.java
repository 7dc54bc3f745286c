import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * The program behind {@code bin/faults}. The arguments are {@code list}, {@code check}, {@code modules} or {@code plant}, and pieces of
 * the names of faults, or {@code --all}.
 */
final class Faults {

    private static final Path LISTS = Path.of("bin", "lib", "faults");

    private Faults() {}

    public static void main(String[] args) throws Exception {
        List<String> pieces = Arrays.asList(args).subList(1, args.length);
        try {
            System.exit(run(args[0], select(pieces)) ? 0 : 1);
        } catch (ExecutionException e) {
            fail(e.getCause());
        } catch (Unfit e) {
            fail(e);
        }
    }

    private static boolean run(String command, List<Fault> faults) throws Exception {
        switch (command) {
            case "list" -> faults.forEach(fault -> System.out.println("  " + fault.name()));
            case "check" -> {
                check(faults);
                System.out.println("faults: all " + faults.size() + " fit the source");
            }
            case "modules" -> {
                check(faults);
                System.out.println(String.join(",", modules(faults)));
            }
            case "plant" -> {
                check(faults); // even if nothing was built
                return new Run(faults).allSeen();
            }
            default -> throw new Unfit("unknown command " + command);
        }
        return true;
    }

    private static void fail(Throwable cause) {
        if (cause instanceof Unfit) {
            System.err.println("faults: " + cause.getMessage());
        } else {
            cause.printStackTrace();
        }
        System.exit(1);
    }

    private static List<Fault> select(List<String> pieces) throws IOException {
        List<Fault> all = FaultList.readAll(LISTS);
        if (pieces.equals(List.of("--all"))) {
            return all;
        }
        for (String piece : pieces) {
            if (all.stream().noneMatch(fault -> fault.name().contains(piece))) {
                throw new Unfit("no fault has a name with: " + piece);
            }
        }
        return all.stream()
                .filter(fault -> pieces.stream().anyMatch(fault.name()::contains))
                .toList();
    }

    /** Fails with a list of all faults that do not fit the source. */
    private static void check(List<Fault> faults) throws IOException {
        TestSources tests = new TestSources();
        List<String> unfit = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fault fault : faults) {
            try {
                Planting.of(fault);
                tests.require(fault);
            } catch (Unfit e) {
                unfit.add(e.getMessage());
            }
            if (!names.add(fault.name())) {
                unfit.add(fault.name() + ": two faults have this name");
            }
        }
        if (!unfit.isEmpty()) {
            throw new Unfit(unfit.size() + " do not fit the source:\n" + String.join("\n", unfit));
        }
    }

    private static Set<String> modules(List<Fault> faults) {
        return faults.stream()
                .flatMap(fault -> List.of(fault.module(), fault.test().module()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
