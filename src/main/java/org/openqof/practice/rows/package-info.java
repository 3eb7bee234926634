/** Practice-years and their payments as rows of tables, there and back. */
@NullMarked
package org.openqof.practice.rows;

import org.jspecify.annotations.NullMarked;
