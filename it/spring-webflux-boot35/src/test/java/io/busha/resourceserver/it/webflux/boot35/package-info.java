@NullMarked
package io.busha.resourceserver.it.webflux.boot35;

import org.jspecify.annotations.NullMarked;
