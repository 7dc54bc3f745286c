/** The way from the characters of a bearer credential to a verified token. Answers "is it true?". */
@NullMarked
package io.busha.resourceserver.token;

import org.jspecify.annotations.NullMarked;
