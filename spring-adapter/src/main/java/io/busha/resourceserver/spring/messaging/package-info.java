/** Messages of STOMP over WebSocket: the caller is the one whom the door of Spring MVC let in with the handshake. */
@NullMarked
package io.busha.resourceserver.spring.messaging;

import org.jspecify.annotations.NullMarked;
