/**
 * The one exception type meant for people and the factories of every message. Each message says the
 * problem, its cause and the remedy; nothing here imports another room.
 */
@NullMarked
package org.openqof.errors;

import org.jspecify.annotations.NullMarked;
