/** The Spring MVC door: it checks the credential at the front, and the rule of the chosen handler right before that handler runs. */
@NullMarked
package io.busha.resourceserver.spring.mvc;

import org.jspecify.annotations.NullMarked;
