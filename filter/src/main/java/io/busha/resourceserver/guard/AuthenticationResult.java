package io.busha.resourceserver.guard;

/** The result of checking a credential: the {@link Caller} that it identifies, or a {@link Decision.Denial} if it is not valid. */
public sealed interface AuthenticationResult permits Caller, Decision.Denial {}
