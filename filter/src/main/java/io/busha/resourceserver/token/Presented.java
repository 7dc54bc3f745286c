package io.busha.resourceserver.token;

/** What a caller presented: a {@link BearerToken}, or a {@link Rejection} that says why there is none. */
public sealed interface Presented permits BearerToken, Rejection {}
