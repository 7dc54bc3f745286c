package io.busha.resourceserver.token.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The figures, as text. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    private Table() {}

    static void write(List<Trial> signed, List<Trial> spelled, Path file) throws IOException {
        List<Trial> all = new ArrayList<>(signed);
        all.addAll(spelled);
        Table table = new Table();
        table.line("seed " + Corpus.SEED, "tokens", "different", "accepted", "%");
        table.accepted("signed after the mutation", signed);
        table.accepted("mutated in the encoded form", spelled);
        table.allowed(all);
        table.refused(all);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, table.lines);
    }

    private void accepted(String name, List<Trial> trials) {
        long different = trials.stream().map(Trial::token).distinct().count();
        long accepted = count(trials, trial -> Trial.accepts(trial.ours()));
        line(name, trials.size(), different, accepted, 100 * accepted / trials.size());
    }

    private void allowed(List<Trial> trials) {
        line("", "", "", "", "");
        line("accepted by us, not so by", "", "", "jose4j", "Nimbus");
        Map<AllowedDifference, Long> jose4j = allowed(trials, Trial::jose4j);
        Map<AllowedDifference, Long> nimbus = allowed(trials, Trial::nimbus);
        for (AllowedDifference each : AllowedDifference.ALL) {
            line(each.reason(), "", "", jose4j.getOrDefault(each, 0L), nimbus.getOrDefault(each, 0L));
        }
    }

    private static Map<AllowedDifference, Long> allowed(List<Trial> trials, Function<Trial, Verdict> rival) {
        return trials.stream()
                .flatMap(trial -> trial.allowed(rival.apply(trial)).stream())
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    }

    private void refused(List<Trial> trials) {
        line("", "", "", "", "");
        line("refused by us, and accepted by", "refused", "any", "jose4j", "Nimbus");
        TreeSet<String> titles = new TreeSet<>();
        trials.forEach(trial -> trial.rule().map(Rule::title).ifPresent(titles::add));
        for (String title : titles) {
            refused(
                    title,
                    trials.stream()
                            .filter(trial ->
                                    trial.rule().map(Rule::title).stream().anyMatch(title::equals))
                            .toList());
        }
        refused("all", trials);
    }

    private void refused(String title, List<Trial> trials) {
        line(
                title,
                count(trials, trial -> !Trial.accepts(trial.ours())),
                count(trials, Trial::isContested),
                count(trials, trial -> trial.isContested() && Trial.accepts(trial.jose4j())),
                count(trials, trial -> trial.isContested() && Trial.accepts(trial.nimbus())));
    }

    private static long count(List<Trial> trials, Predicate<Trial> wanted) {
        return trials.stream().filter(wanted).count();
    }

    private void line(String name, Object first, Object second, Object third, Object fourth) {
        lines.add("%-90s %9s %9s %9s %9s"
                .formatted(name, first, second, third, fourth)
                .stripTrailing());
    }
}
