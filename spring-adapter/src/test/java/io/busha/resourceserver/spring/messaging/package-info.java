@NullMarked
package io.busha.resourceserver.spring.messaging;

import org.jspecify.annotations.NullMarked;
