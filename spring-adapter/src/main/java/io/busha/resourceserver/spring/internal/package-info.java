/** What the Spring doors know about handlers, whichever dispatcher calls them. Internal to the doors: it may change in any version. */
@NullMarked
package io.busha.resourceserver.spring.internal;

import org.jspecify.annotations.NullMarked;
