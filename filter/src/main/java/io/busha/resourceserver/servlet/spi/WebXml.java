package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the order in which the application's own {@code web.xml} maps filters. Code and containers may have put others between them. */
final class WebXml {

    private static final String PATH = "/WEB-INF/web.xml";

    private WebXml() {}

    /**
     * Returns the names of the filters that it maps before the last mapping of this one; empty if it does not map this one.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    static Optional<Set<String>> filtersUpTo(String filter, ServletContext context) {
        try (InputStream file = context.getResourceAsStream(PATH)) {
            List<String> mapped = file == null ? List.of() : mapped(file);
            return mapped.contains(filter)
                    ? Optional.of(Set.copyOf(mapped.subList(0, mapped.lastIndexOf(filter))))
                    : Optional.empty();
        } catch (IOException | XMLStreamException e) {
            throw new IllegalArgumentException(
                    "cannot read from " + PATH + " which filters it maps before filter " + filter + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static List<String> mapped(InputStream file) throws XMLStreamException {
        List<String> names = new ArrayList<>();
        XMLStreamReader xml = parser().createXMLStreamReader(file);
        boolean isMapping = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (xml.hasName() && xml.getLocalName().equals("filter-mapping")) {
                isMapping = event == XMLStreamReader.START_ELEMENT;
            } else if (isMapping
                    && event == XMLStreamReader.START_ELEMENT
                    && xml.getLocalName().equals("filter-name")) {
                names.add(xml.getElementText().strip());
            }
        }
        return names;
    }

    /** Returns the JDK's parser, set up to fetch nothing and to ignore document type declarations. */
    private static XMLInputFactory parser() {
        XMLInputFactory parser = XMLInputFactory.newDefaultFactory();
        parser.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parser.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parser.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return parser;
    }
}
