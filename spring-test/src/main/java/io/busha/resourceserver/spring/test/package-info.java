/** Real, signed tokens for tests of Spring applications, and an in-process issuer that the application trusts. */
@NullMarked
package io.busha.resourceserver.spring.test;

import org.jspecify.annotations.NullMarked;
