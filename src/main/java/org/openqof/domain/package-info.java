/**
 * Values and formulas of the regulation, exact, each citing its source. Imports nothing but the JDK
 * and {@code errors}; no file, no Spark, no table.
 */
@NullMarked
package org.openqof.domain;

import org.jspecify.annotations.NullMarked;
