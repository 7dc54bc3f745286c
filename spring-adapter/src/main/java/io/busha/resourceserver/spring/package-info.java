/** Spring's door: settings from Spring's environment, the one guard, and what stops a start. */
@NullMarked
package io.busha.resourceserver.spring;

import org.jspecify.annotations.NullMarked;
