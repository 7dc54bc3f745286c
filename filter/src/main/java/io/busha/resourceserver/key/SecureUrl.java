package io.busha.resourceserver.key;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses URLs from which keys may be fetched: https everywhere, plain http only on this machine. */
final class SecureUrl {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private SecureUrl() {}

    /**
     * Parses a URL without user info, query and fragment.
     *
     * @throws IllegalArgumentException if it is not such a URL
     */
    static URI parse(String text) {
        return parse(text, false);
    }

    /**
     * Parses a URL that may have a query. The query must never be shown, since it may hold an API key.
     *
     * @throws IllegalArgumentException if it is not such a URL
     */
    static URI parseWithQuery(String text) {
        return parse(text, true);
    }

    private static URI parse(String text, boolean queryAllowed) {
        URI uri = uri(text);
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it must contain a host and no user");
        }
        if (uri.getRawFragment() != null || (uri.getRawQuery() != null && !queryAllowed)) {
            throw new IllegalArgumentException("it must have " + (queryAllowed ? "" : "no query and ") + "no fragment");
        }
        boolean secure = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme())
                        && THIS_MACHINE.matcher(hostOf(uri)).matches());
        if (!secure) {
            throw new IllegalArgumentException(
                    "it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])");
        }
        return uri;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
    }

    /** Returns the URL without its query. */
    static String shown(URI uri) {
        return uri.toString().replaceFirst("\\?.*", "");
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && hostOf(one).equals(hostOf(other))
                && portOf(one) == portOf(other);
    }

    static String hostOf(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static int portOf(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
