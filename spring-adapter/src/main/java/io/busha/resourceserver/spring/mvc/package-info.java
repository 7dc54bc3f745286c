/** The door of Spring MVC: a handler's rule is asked for before the request reaches it, and again when it does. */
@NullMarked
package io.busha.resourceserver.spring.mvc;

import org.jspecify.annotations.NullMarked;
