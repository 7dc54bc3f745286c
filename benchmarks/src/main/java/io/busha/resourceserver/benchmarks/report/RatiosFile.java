package io.busha.resourceserver.benchmarks.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;

/** One flat JSON object: the name and figure of every measured target. */
final class RatiosFile {

    private static final MathContext DIGITS = new MathContext(4);

    private RatiosFile() {}

    static void write(List<Finding> findings, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            for (Finding finding : findings) {
                if (finding.value().isPresent()) {
                    BigDecimal figure = new BigDecimal(finding.value().getAsDouble(), DIGITS);
                    json.writeNumberField(finding.target().name(), new BigDecimal(figure.toPlainString()));
                }
            }
            json.writeEndObject();
        }
    }
}
