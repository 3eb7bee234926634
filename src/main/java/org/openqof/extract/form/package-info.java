/**
 * Bytes of extracts in whatever wrapping they come, down to records, numbers and dates; and what is
 * said of a record that is refused.
 */
@NullMarked
package org.openqof.extract.form;

import org.jspecify.annotations.NullMarked;
