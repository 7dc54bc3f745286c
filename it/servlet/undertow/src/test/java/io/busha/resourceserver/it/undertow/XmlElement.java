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

/** An element of an XML file that a test wrote. */
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

    /** The elements of this name directly below. */
    List<XmlElement> children(String name) {
        List<XmlElement> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(new XmlElement(child));
            }
        }
        return children;
    }

    /** The texts of the elements of this name directly below. */
    List<String> texts(String name) {
        return children(name).stream()
                .map(child -> child.element.getTextContent().strip())
                .toList();
    }

    /** The text of the one element of this name directly below. */
    String text(String name) {
        return texts(name).get(0);
    }

    /** Whether there is such an element directly below, and it says true. */
    boolean is(String name) {
        return texts(name).contains("true");
    }
}
