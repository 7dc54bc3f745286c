@NullMarked
package io.busha.resourceserver.spring.rest;

import org.jspecify.annotations.NullMarked;
