@NullMarked
package io.busha.resourceserver.spring.webflux;

import org.jspecify.annotations.NullMarked;
