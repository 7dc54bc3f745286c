/** The demo's API as servlets, on an embedded Tomcat. */
@NullMarked
package io.busha.resourceserver.demo.servlet;

import org.jspecify.annotations.NullMarked;
