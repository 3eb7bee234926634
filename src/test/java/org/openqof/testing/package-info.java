/** What several tests share: small rulebooks, practices and sessions. */
@NullMarked
package org.openqof.testing;

import org.jspecify.annotations.NullMarked;
