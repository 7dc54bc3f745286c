/** The Spring MVC door: a handler's rule is checked before the request reaches it, and again when it does. */
@NullMarked
package io.busha.resourceserver.spring.mvc;

import org.jspecify.annotations.NullMarked;
