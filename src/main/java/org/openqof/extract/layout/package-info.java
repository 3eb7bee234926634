/** Layouts of every era as data, and which of them a file has. */
@NullMarked
package org.openqof.extract.layout;

import org.jspecify.annotations.NullMarked;
