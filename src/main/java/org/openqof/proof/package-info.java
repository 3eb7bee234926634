/** Rulebooks held against what was awarded and received: {@code rulebook prove}. */
@NullMarked
package org.openqof.proof;

import org.jspecify.annotations.NullMarked;
