@NullMarked
package io.busha.resourceserver.spring.handler;

import org.jspecify.annotations.NullMarked;
