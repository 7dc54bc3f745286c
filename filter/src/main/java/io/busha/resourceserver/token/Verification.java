package io.busha.resourceserver.token;

/** The result of verifying a token: a {@link VerifiedToken}, or a {@link Rejection}. */
public sealed interface Verification permits VerifiedToken, Rejection {}
