/**
 * What leaves: the official publication of a year, made from frozen rows. Here live what all forms
 * share, the figures of a year by level, the checks before anything is written, and the shelf that
 * files are put on; each form has a sub-package. No formula lives here, no reading of the lake and
 * no knowledge of extracts: the job hands rows over.
 */
@NullMarked
package org.openqof.publish;

import org.jspecify.annotations.NullMarked;
