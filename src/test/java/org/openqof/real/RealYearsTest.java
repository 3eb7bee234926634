package org.openqof.real;

import org.junit.jupiter.api.Nested;
import org.openqof.testing.Slow;

/** What is proved by the published years, in one class: each year is run once for all of it. */
@Slow
class RealYearsTest {
  @Nested
  class Published extends PublishedPrevalenceTest {}

  @Nested
  class Reproduced extends ReproducedPrevalenceTest {}

  @Nested
  class Money extends MoneyBackTest {}
}
