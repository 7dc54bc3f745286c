/** The Servlet door. */
@NullMarked
package io.busha.resourceserver.servlet;

import org.jspecify.annotations.NullMarked;
