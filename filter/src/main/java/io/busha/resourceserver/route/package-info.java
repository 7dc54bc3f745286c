/** What does this door need? Rules, and the annotations and route lines that declare them. */
@NullMarked
package io.busha.resourceserver.route;

import org.jspecify.annotations.NullMarked;
