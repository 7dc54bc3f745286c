package io.busha.resourceserver.spring;

import io.busha.resourceserver.spring.ConfigurationFiles.WrittenName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;

/** Compares the names below {@code busha} in an application's configuration files with those of {@link BushaProperties}. */
final class PropertyNames {

    private static final Logger LOG = LoggerFactory.getLogger(PropertyNames.class);
    private static final int MAX_EDITS = 2;
    private static final ConfigurationPropertyName BUSHA = ConfigurationPropertyName.of("busha");
    private static final Set<ConfigurationPropertyName> KNOWN =
            BushaProperties.names().stream().map(BUSHA::append).collect(Collectors.toCollection(LinkedHashSet::new));

    private final List<WrittenName> written;

    private PropertyNames(ConfigurableEnvironment environment) {
        written = ConfigurationFiles.namesIn(environment).stream()
                .filter(one -> BUSHA.isAncestorOf(one.name()))
                .toList();
    }

    /**
     * Returns one sentence for each name that resembles one of ours but would be ignored. Other unknown names may belong to another
     * program; one warning in the log lists them all.
     */
    static List<String> faultsIn(ConfigurableEnvironment environment) {
        List<String> faults = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        for (WrittenName one : new PropertyNames(environment).unread()) {
            String text = one.textBeforeIndex() + " (" + one.place() + ")";
            fault(one.name()).ifPresentOrElse(what -> faults.add(text + ": " + what), () -> strangers.add(text));
        }
        if (!strangers.isEmpty()) {
            LOG.warn(
                    "These properties are not settings of the resource server and are ignored: {}",
                    String.join(", ", strangers));
        }
        return faults;
    }

    /** Returns the names that are ignored. For a list in one source, returns only the first element. */
    private Iterable<WrittenName> unread() {
        Map<List<String>, WrittenName> unread = new LinkedHashMap<>();
        written.stream()
                .filter(one -> !isRead(one))
                .forEach(one -> unread.putIfAbsent(
                        List.of(one.textBeforeIndex(), one.source().getName()), one));
        return unread.values();
    }

    private boolean isRead(WrittenName one) {
        return KNOWN.contains(one.name()) || isElementThatIsRead(one);
    }

    /** Returns whether this is a list's element. Spring ignores it if the same source has a single text with the list's name. */
    private boolean isElementThatIsRead(WrittenName one) {
        ConfigurationPropertyName list = one.name().getParent();
        return one.name().isNumericIndex(one.name().getNumberOfElements() - 1)
                && isList(list)
                && written.stream()
                        .noneMatch(other -> other.source().equals(one.source()) && list.equals(other.name()));
    }

    private static boolean isList(ConfigurationPropertyName name) {
        return KNOWN.stream().anyMatch(known -> known.equals(name) && BushaProperties.isList(known.toString()));
    }

    private static Optional<String> fault(ConfigurationPropertyName name) {
        ConfigurationPropertyName start = beforeIndex(name);
        return KNOWN.stream()
                .filter(known -> known.equals(start) || (isList(known) && known.isAncestorOf(name)))
                .findFirst()
                .map(known -> "it must be one text" + (isList(known) ? " or one list of texts" : ""))
                .or(() -> KNOWN.stream()
                        .filter(known -> Spelling.edits(spelt(start), spelt(known)) <= MAX_EDITS)
                        .findFirst()
                        .map(meant -> "there is no such property; did you mean " + meant + "?"));
    }

    private static ConfigurationPropertyName beforeIndex(ConfigurationPropertyName name) {
        int size = 1;
        while (size < name.getNumberOfElements() && !name.isNumericIndex(size)) {
            size++;
        }
        return name.chop(size);
    }

    /** Returns the name below {@code busha} as Spring compares it: without case, dashes and underscores. */
    private static String spelt(ConfigurationPropertyName name) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            text.append(i == 1 ? "" : ".").append(name.getElement(i, Form.UNIFORM));
        }
        return text.toString();
    }
}
