/** The OpenAPI documents that springdoc generates for an application's endpoints, if it is on the class path. */
@NullMarked
package io.busha.resourceserver.spring.openapi;

import org.jspecify.annotations.NullMarked;
