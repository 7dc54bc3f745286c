/** The Spring door: settings from Spring's environment, the single guard, and the reasons to refuse the start. */
@NullMarked
package io.busha.resourceserver.spring;

import org.jspecify.annotations.NullMarked;
