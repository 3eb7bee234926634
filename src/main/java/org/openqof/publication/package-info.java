/**
 * A publication of a year made from the lake: which files, from which version, for whom. The forms
 * of the files lie in {@code publish}.
 */
@NullMarked
package org.openqof.publication;

import org.jspecify.annotations.NullMarked;
