/** The application of the HTTP contract, as servlets. */
@NullMarked
package io.busha.resourceserver.it.app;

import org.jspecify.annotations.NullMarked;
