/** Our annotations on beans that are not endpoints. Proxies enforce them, or the application refuses to start. */
@NullMarked
package io.busha.resourceserver.spring.bean;

import org.jspecify.annotations.NullMarked;
