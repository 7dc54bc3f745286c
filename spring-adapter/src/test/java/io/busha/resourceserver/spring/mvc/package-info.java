@NullMarked
package io.busha.resourceserver.spring.mvc;

import org.jspecify.annotations.NullMarked;
