/** What docs/migrate-to-busha-spring.md and docs/spring-security.md promise an application that comes from Spring Security, on each Boot. */
@NullMarked
package io.busha.resourceserver.it.springsecurity;

import org.jspecify.annotations.NullMarked;
