/**
 * One descriptor for each table (name, key, fields with type, unit and sentence) and the columnar
 * {@link org.openqof.tables.Block} that carries its rows. The data dictionary and all metadata are
 * generated from here. No I/O, no formulas.
 */
@NullMarked
package org.openqof.tables;

import org.jspecify.annotations.NullMarked;
