package io.busha.resourceserver.key;

import java.util.Set;

/** What one good fetch brought: the issuer to the letter, its keys, and the scopes that it says it knows. */
record TrustedSet(String issuer, KeySet keys, Set<String> scopesSupported) {}
