@NullMarked
package io.busha.resourceserver.spring.bean;

import org.jspecify.annotations.NullMarked;
