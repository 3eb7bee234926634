/**
 * States of payments that commissioners send: recorded, and approved amounts held against what is
 * computed.
 */
@NullMarked
package org.openqof.states;

import org.jspecify.annotations.NullMarked;
