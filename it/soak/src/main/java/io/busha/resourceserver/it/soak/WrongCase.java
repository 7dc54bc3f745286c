package io.busha.resourceserver.it.soak;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A wrong answer, with what the issuer did at that time. */
record WrongCase(Exchange exchange, Finding finding, long grace, long begun) {

    String told(IssuerStory story) {
        @Nullable KeyStory key = story.key(exchange.kid());
        StringBuilder text = new StringBuilder("%s: %s, %d; sent %s, took %d ms, grace %d ms; kid %s"
                .formatted(
                        finding.label(),
                        exchange.kind().label(),
                        exchange.status(),
                        second(exchange.sent()),
                        exchange.took() / 1_000_000,
                        grace / 1_000_000,
                        exchange.kid()));
        if (key != null) {
            text.append("\n    key: published %s, withdrawn %s, surely known %s, surely gone %s"
                    .formatted(
                            second(key.published()), second(key.withdrawn()), second(key.known()), second(key.gone())));
        }
        story.faults()
                .before(exchange.received())
                .forEach(spell -> text.append(
                        "\n    fault: %s %s to %s".formatted(spell.fault(), second(spell.from()), second(spell.to()))));
        story.fetches()
                .before(exchange.received())
                .forEach(fetch -> text.append("\n    fetch: asked %s, ended %s, %s"
                        .formatted(
                                second(fetch.asked()),
                                second(fetch.ended()),
                                fetch.isGood() ? "good: " + fetch.kids() : "no good")));
        return text.toString();
    }

    private String second(long at) {
        return at == KeyStory.NEVER ? "never" : String.format(Locale.ROOT, "%.3f", (at - begun) / 1e9);
    }
}
