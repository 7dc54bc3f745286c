/** Tests of the behaviour of every demo, extended by each demo. */
@NullMarked
package io.busha.resourceserver.demo.contract;

import org.jspecify.annotations.NullMarked;
