package io.busha.resourceserver.token;

/** The result of verifying a token: a {@link VerifiedToken}, or a {@link Refusal}. */
public sealed interface Verification permits VerifiedToken, Refusal {}
