package io.busha.resourceserver.revocation.spi;

/**
 * What a store knows about one token.
 *
 * @param isListed whether this very token was revoked
 * @param isAllowed whether its connection was allowed, and not revoked since
 * @param latest the latest mark, in seconds since the epoch: tokens issued in that second or before are revoked; {@link #NONE} if there is
 *     no mark
 */
public record Marks(boolean isListed, boolean isAllowed, long latest) {

    /** The second of a mark that revokes nothing. */
    public static final long NONE = Long.MIN_VALUE;
}
