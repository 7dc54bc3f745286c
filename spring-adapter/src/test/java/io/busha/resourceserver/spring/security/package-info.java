@NullMarked
package io.busha.resourceserver.spring.security;

import org.jspecify.annotations.NullMarked;
