/** Tests of the judge: each wrong behaviour is judged as wrong. */
@NullMarked
package io.busha.resourceserver.it.soak;

import org.jspecify.annotations.NullMarked;
