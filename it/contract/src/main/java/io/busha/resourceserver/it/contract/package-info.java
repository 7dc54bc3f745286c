/** The HTTP contract of every door, and attacks on it, as rows of named cases over real HTTP. */
@NullMarked
package io.busha.resourceserver.it.contract;

import org.jspecify.annotations.NullMarked;
