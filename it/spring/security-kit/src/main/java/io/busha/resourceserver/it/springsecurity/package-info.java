/** Tests of docs/migrate-to-busha-spring.md and docs/spring-security.md, run on each Boot version. */
@NullMarked
package io.busha.resourceserver.it.springsecurity;

import org.jspecify.annotations.NullMarked;
