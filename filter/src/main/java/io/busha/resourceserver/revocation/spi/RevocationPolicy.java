package io.busha.resourceserver.revocation.spi;

import java.time.Duration;

/**
 * How revocations are decided on.
 *
 * @param isAllowlist whether the connection of a token must have been allowed
 * @param maxTokenLifetime how long a token may live that a critical endpoint accepts; marks are kept for that long, and the clock skew
 * @param clockSkew how long after its expiry a token is still valid
 * @param clockMargin how far a mark is ahead of the issuer's time, as far as it is known
 */
public record RevocationPolicy(
        boolean isAllowlist, Duration maxTokenLifetime, Duration clockSkew, Duration clockMargin) {}
