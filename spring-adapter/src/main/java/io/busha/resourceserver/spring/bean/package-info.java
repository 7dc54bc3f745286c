/** Our annotations on beans that are not endpoints: proxies enforce them, or the application does not start. */
@NullMarked
package io.busha.resourceserver.spring.bean;

import org.jspecify.annotations.NullMarked;
