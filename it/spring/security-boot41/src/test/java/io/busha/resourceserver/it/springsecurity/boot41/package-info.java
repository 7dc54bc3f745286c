@NullMarked
package io.busha.resourceserver.it.springsecurity.boot41;

import org.jspecify.annotations.NullMarked;
