@NullMarked
package io.busha.resourceserver.route.elsewhere;

import org.jspecify.annotations.NullMarked;
