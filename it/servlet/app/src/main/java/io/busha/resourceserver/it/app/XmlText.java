package io.busha.resourceserver.it.app;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one XML document as text. Not thread-safe. */
final class XmlText {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private interface Step {
        void run() throws XMLStreamException;
    }

    private XmlText() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static XmlText begin(String root, String namespace) {
        XmlText xml = new XmlText();
        xml.write(() -> {
            xml.writer.writeStartDocument("UTF-8", "1.0");
            xml.writer.writeStartElement(root);
            xml.writer.writeDefaultNamespace(namespace);
        });
        return xml;
    }

    /** Adds an attribute to the element that was begun last, before its content. */
    void attribute(String name, String value) {
        write(() -> writer.writeAttribute(name, value));
    }

    void element(String name, Runnable content) {
        write(() -> {
            writer.writeCharacters("\n");
            writer.writeStartElement(name);
            content.run();
            writer.writeEndElement();
        });
    }

    void leaf(String name, String value) {
        element(name, () -> write(() -> writer.writeCharacters(value)));
    }

    String end() {
        write(writer::writeEndDocument);
        return text.toString();
    }

    private void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
