package io.busha.resourceserver.it.soak;

/** What a request shows, and the status that it should get where the issuer can be asked. */
enum Kind {
    OPEN("no token, open endpoint", 200, Signer.NOBODY),
    CURRENT("valid, current key", 200, Signer.ISSUER),
    OLD("valid, old key", 200, Signer.ISSUER),
    WITHDRAWN("valid but for its withdrawn key", 200, Signer.ISSUER),
    NO_SCOPE("valid, scope missing", 403, Signer.ISSUER),
    EXPIRED("expired", 401, Signer.ISSUER),
    FORGED("forged under a known kid", 401, Signer.FORGER),
    UNPUBLISHED("key never published", 401, Signer.STRANGER),
    JUNK("junk kid", 401, Signer.STRANGER),
    OTHER("RS384: refused without a key", 401, Signer.NOBODY);

    /** Whose key the token names. */
    private enum Signer {
        NOBODY,
        ISSUER,
        FORGER,
        STRANGER
    }

    private final String label;
    private final int right;
    private final Signer signer;

    Kind(String label, int right, Signer signer) {
        this.label = label;
        this.right = right;
        this.signer = signer;
    }

    String label() {
        return label;
    }

    /** Returns the status if the key is found or none is needed. */
    int right() {
        return right;
    }

    /** Returns whether the answer depends on no key. */
    boolean needsNoKey() {
        return signer == Signer.NOBODY;
    }

    /** Returns whether the token names a key that the issuer publishes at some time. */
    boolean namesPublishedKey() {
        return signer == Signer.ISSUER || signer == Signer.FORGER;
    }

    /** Returns whether only the key decides whether the token is accepted. */
    boolean isGenuine() {
        return right == 200 && signer == Signer.ISSUER;
    }

    /** Returns whether the token is valid, regardless of the endpoint: a 401 is then about its key. */
    boolean isValid() {
        return isGenuine() || this == NO_SCOPE;
    }
}
