/** What every door must do, and the attacks on it, as rows of named cases over real HTTP. */
@NullMarked
package io.busha.resourceserver.it.contract;

import org.jspecify.annotations.NullMarked;
