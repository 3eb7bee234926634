/**
 * What a received file is and what it says: containers are opened, streams are cut into whole
 * records, layouts of every era are recognised from configuration, and bytes become typed values or
 * refusals with file, line and raw text. No lake, no Spark, no formulas.
 */
@NullMarked
package org.openqof.extract;

import org.jspecify.annotations.NullMarked;
