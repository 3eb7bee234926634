/**
 * The check of any workbook against the checklist for accessible spreadsheets, safe on files from
 * anywhere.
 */
@NullMarked
package org.openqof.publish.lint;

import org.jspecify.annotations.NullMarked;
