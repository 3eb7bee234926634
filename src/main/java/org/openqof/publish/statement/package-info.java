/**
 * What is said to people about one practice or one commissioner: statements as text, CSV and one
 * HTML file, and the explanation of an amount. Forms numbers that were worked out elsewhere; no
 * formula, and nothing is read here.
 */
@NullMarked
package org.openqof.publish.statement;

import org.jspecify.annotations.NullMarked;
