@NullMarked
package io.busha.resourceserver.it.springmvc.boot41;

import org.jspecify.annotations.NullMarked;
