@NullMarked
package io.busha.resourceserver.it.springmvc.boot35;

import org.jspecify.annotations.NullMarked;
