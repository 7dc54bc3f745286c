/** STOMP messages over WebSocket: the caller is the one that the Spring MVC door admitted at the handshake. */
@NullMarked
package io.busha.resourceserver.spring.messaging;

import org.jspecify.annotations.NullMarked;
