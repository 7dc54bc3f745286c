package io.busha.resourceserver.it.undertow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of an XML file written by a test. */
record XmlElement(Element element) {

    static XmlElement root(Path file) throws IOException {
        try {
            return new XmlElement(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /** Returns the child elements with this name. */
    List<XmlElement> children(String name) {
        List<XmlElement> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(new XmlElement(child));
            }
        }
        return children;
    }

    /** Returns the texts of the child elements with this name. */
    List<String> texts(String name) {
        return children(name).stream()
                .map(child -> child.element.getTextContent().strip())
                .toList();
    }

    /** Returns the text of the only child element with this name. */
    String text(String name) {
        return texts(name).get(0);
    }

    /** Returns whether a child element with this name contains true. */
    boolean is(String name) {
        return texts(name).contains("true");
    }
}
