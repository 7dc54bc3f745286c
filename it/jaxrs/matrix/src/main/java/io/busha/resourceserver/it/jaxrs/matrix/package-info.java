/** What each implementation of JAX-RS keeps closed, and how it answers: the tests, and the table that they write. */
@NullMarked
package io.busha.resourceserver.it.jaxrs.matrix;

import org.jspecify.annotations.NullMarked;
