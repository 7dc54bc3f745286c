@NullMarked
package io.busha.resourceserver.it.springsecurity.boot35;

import org.jspecify.annotations.NullMarked;
