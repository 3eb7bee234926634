/** Rulebooks read from their files and checked, an operator's laid over the shipped ones. */
@NullMarked
package org.openqof.rulebook.read;

import org.jspecify.annotations.NullMarked;
