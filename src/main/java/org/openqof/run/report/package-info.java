/** What a run says of each year when it has ended. */
@NullMarked
package org.openqof.run.report;

import org.jspecify.annotations.NullMarked;
