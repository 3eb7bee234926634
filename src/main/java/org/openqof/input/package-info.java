/**
 * What is known of a practice before anything is computed, whoever read it: reference data,
 * decisions of people, received values. Pure.
 */
@NullMarked
package org.openqof.input;

import org.jspecify.annotations.NullMarked;
