/** Was it taken back? Revokes tokens and connections, and answers whether a verified token was revoked. */
@NullMarked
package io.busha.resourceserver.revocation;

import org.jspecify.annotations.NullMarked;
