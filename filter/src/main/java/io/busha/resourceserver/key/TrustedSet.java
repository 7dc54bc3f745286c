package io.busha.resourceserver.key;

import java.util.Set;

/** The result of one good fetch: the exact name of the issuer, its keys, and the scopes that it says it supports. */
record TrustedSet(String issuer, KeySet keys, Set<String> scopesSupported) {}
