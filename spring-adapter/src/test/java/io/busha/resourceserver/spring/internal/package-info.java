@NullMarked
package io.busha.resourceserver.spring.internal;

import org.jspecify.annotations.NullMarked;
