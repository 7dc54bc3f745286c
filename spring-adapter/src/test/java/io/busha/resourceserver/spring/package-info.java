@NullMarked
package io.busha.resourceserver.spring;

import org.jspecify.annotations.NullMarked;
