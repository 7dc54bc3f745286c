@NullMarked
package io.busha.resourceserver.it.webflux.boot41;

import org.jspecify.annotations.NullMarked;
