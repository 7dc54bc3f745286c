/** The application of the contract as controllers, and the door that runs it on the Boot version on the class path. */
@NullMarked
package io.busha.resourceserver.it.spring;

import org.jspecify.annotations.NullMarked;
