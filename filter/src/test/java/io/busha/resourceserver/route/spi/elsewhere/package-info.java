@NullMarked
package io.busha.resourceserver.route.spi.elsewhere;

import org.jspecify.annotations.NullMarked;
