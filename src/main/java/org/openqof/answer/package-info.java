/**
 * What a command answers, as one value, and its four forms: text, JSON, CSV and HTML. How a pound,
 * a percent, a count or a plural looks is said here, and what makes a name from outside harmless.
 * It knows nothing of what is answered.
 */
@NullMarked
package org.openqof.answer;

import org.jspecify.annotations.NullMarked;
