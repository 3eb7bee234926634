/**
 * A second opinion on the whole national calculation, in plain SQL with whole numbers on an
 * embedded database. It shares no code with the product: it reads the same extract files and the
 * same rulebook files, and states the regulation again in {@code src/test/resources/oracle}. What
 * the product publishes is compared with it line by line.
 */
@NullMarked
package org.openqof.oracle;

import org.jspecify.annotations.NullMarked;
