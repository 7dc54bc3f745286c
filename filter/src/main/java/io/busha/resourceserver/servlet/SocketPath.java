package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import java.util.List;
import java.util.function.Predicate;

/** The paths that a container leads to a WebSocket endpoint. Immutable. */
final class SocketPath {

    private static final String REST = "*";

    private final String text;
    private final boolean isTemplate;
    private final Predicate<String> matching;

    private SocketPath(String text, boolean isTemplate, Predicate<String> matching) {
        this.text = text;
        this.isTemplate = isTemplate;
        this.matching = matching;
    }

    /** Creates the paths of a URI template whose variables are whole segments (Jakarta WebSocket 2.1, section 3.1.1). */
    static SocketPath template(String text) {
        return new SocketPath(text, true, path -> takes(segments(text), segments(path)));
    }

    /** Creates the paths of a pattern in the container's own notation. */
    static SocketPath pattern(String text, Predicate<String> matching) {
        return new SocketPath(text, false, matching);
    }

    /** Returns whether this is a single path rather than a pattern. Containers prefer a single path. */
    boolean isExact() {
        return isTemplate && !text.contains("{");
    }

    /** Returns whether every container leads this path here, unless a more specific endpoint takes it. */
    boolean takes(String path) {
        return matching.test(path);
    }

    /** Returns whether some container could lead this path here. Containers differ on slashes, and on a star at the end. */
    boolean couldTake(String path) {
        if (!isTemplate) {
            return takes(path);
        }
        List<String> own = segments(bare(text));
        List<String> others = segments(bare(path));
        int last = own.size() - 1;
        return own.get(last).equals(REST)
                ? others.size() >= last && takes(own.subList(0, last), others.subList(0, last))
                : takes(own, others);
    }

    /** Returns the given endpoint on these paths. */
    Endpoint of(Endpoint endpoint) {
        return isTemplate ? endpoint.at(paths()) : endpoint;
    }

    /** Returns an endpoint on these paths, for the audit. */
    MappedEndpoint endpoint(String handler) {
        return isTemplate
                ? MappedEndpoint.of(text, paths(), handler)
                : ServletPattern.of(text).endpoint(handler);
    }

    private EndpointPath paths() {
        return EndpointPath.of(text.replaceAll("\\{[^/]*}", "*"));
    }

    private static boolean takes(List<String> own, List<String> others) {
        if (own.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            boolean isVariable = own.get(i).contains("{") && !others.get(i).isEmpty();
            if (!isVariable && !own.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String path) {
        return path.replaceAll("//+", "/").replaceFirst("(?<=.)/$", "");
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
