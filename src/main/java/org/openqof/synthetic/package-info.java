/**
 * Generator of national extracts with known truth: invented practices in an invented country, in
 * both families of layout, with or without the faults that real extracts show. Everything follows
 * from the seed and the year's rulebook; nothing here reads the lake, and no money is computed.
 */
@NullMarked
package org.openqof.synthetic;

import org.jspecify.annotations.NullMarked;
