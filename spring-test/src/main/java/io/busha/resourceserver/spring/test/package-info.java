/** Real, signed tokens for tests of applications on Spring, and an issuer in the process that the application trusts. */
@NullMarked
package io.busha.resourceserver.spring.test;

import org.jspecify.annotations.NullMarked;
