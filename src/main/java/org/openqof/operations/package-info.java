/**
 * What people on call look at: records, measures and events of runs, status, history, retention.
 */
@NullMarked
package org.openqof.operations;

import org.jspecify.annotations.NullMarked;
