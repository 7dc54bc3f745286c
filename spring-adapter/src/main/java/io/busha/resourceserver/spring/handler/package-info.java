/** What the doors of Spring know of handlers, whichever dispatches to them. For the doors alone: it may change with any version. */
@NullMarked
package io.busha.resourceserver.spring.handler;

import org.jspecify.annotations.NullMarked;
