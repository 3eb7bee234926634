/**
 * Workbooks of the publication: sheets described as blocks of columns, and the writer that makes
 * accessible files of them.
 */
@NullMarked
package org.openqof.publish.workbook;

import org.jspecify.annotations.NullMarked;
