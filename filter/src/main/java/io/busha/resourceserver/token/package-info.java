/** Is it true? From the characters of a bearer credential to a token that is proven. */
@NullMarked
package io.busha.resourceserver.token;

import org.jspecify.annotations.NullMarked;
