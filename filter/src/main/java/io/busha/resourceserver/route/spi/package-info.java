/** For doors: what an endpoint declares, which route line decides, and which endpoints a request could reach. */
@NullMarked
package io.busha.resourceserver.route.spi;

import org.jspecify.annotations.NullMarked;
