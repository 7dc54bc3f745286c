package io.busha.resourceserver.guard;

/** What became of a credential: the {@link Caller} whom it speaks for, or the {@link Decision.Denial} of one that does not hold. */
public sealed interface Authentication permits Caller, Decision.Denial {}
