package io.busha.resourceserver.token;

/** What became of a token: a {@link VerifiedToken}, or a {@link Refusal}. */
public sealed interface Verification permits VerifiedToken, Refusal {}
