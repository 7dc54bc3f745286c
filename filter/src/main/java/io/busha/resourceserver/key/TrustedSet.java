package io.busha.resourceserver.key;

/** What one good fetch brought: the issuer to the letter, and its keys. */
record TrustedSet(String issuer, KeySet keys) {}
