/** What springdoc writes of an application's endpoints, where it is on the class path. */
@NullMarked
package io.busha.resourceserver.spring.openapi;

import org.jspecify.annotations.NullMarked;
