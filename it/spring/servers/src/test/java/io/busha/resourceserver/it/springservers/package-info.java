/** Spring MVC on each server that Spring Boot embeds. */
@NullMarked
package io.busha.resourceserver.it.springservers;

import org.jspecify.annotations.NullMarked;
