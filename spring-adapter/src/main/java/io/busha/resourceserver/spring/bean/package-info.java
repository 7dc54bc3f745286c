/** Annotations of ours on beans that are no endpoints: enforced by proxies, or the application does not start. */
@NullMarked
package io.busha.resourceserver.spring.bean;

import org.jspecify.annotations.NullMarked;
