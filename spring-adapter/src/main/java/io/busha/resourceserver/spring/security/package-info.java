/** Spring Security behind the door: who the door let in is the caller, with authorities by scope. */
@NullMarked
package io.busha.resourceserver.spring.security;

import org.jspecify.annotations.NullMarked;
