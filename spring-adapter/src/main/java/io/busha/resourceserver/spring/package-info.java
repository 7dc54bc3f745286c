/** The Spring door: settings from Spring's environment, the single guard, and the failures for which an application refuses to start. */
@NullMarked
package io.busha.resourceserver.spring;

import org.jspecify.annotations.NullMarked;
