/** The demo's API as a Spring Boot application, on Spring MVC. */
@NullMarked
package io.busha.resourceserver.demo.spring;

import org.jspecify.annotations.NullMarked;
