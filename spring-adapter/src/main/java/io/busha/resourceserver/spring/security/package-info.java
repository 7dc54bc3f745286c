/** Spring Security behind the door: the caller is the one that the door admitted, with its scopes as authorities. */
@NullMarked
package io.busha.resourceserver.spring.security;

import org.jspecify.annotations.NullMarked;
