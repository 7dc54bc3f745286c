/** Whole requests: the same servlet on the same Tomcat behind several doors, under load from another process. */
@NullMarked
package io.busha.resourceserver.benchmarks.http;

import org.jspecify.annotations.NullMarked;
