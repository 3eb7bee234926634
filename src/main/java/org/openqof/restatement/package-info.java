/** Two versions of a year laid side by side, with the cause of every pound. */
@NullMarked
package org.openqof.restatement;

import org.jspecify.annotations.NullMarked;
