package org.openqof.synthetic;

import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/** Rulebooks for the tests of the generator: those that the project ships. */
final class TestRulebooks {
  private TestRulebooks() {}

  /** A year's rulebook. */
  static Rulebook load(FinancialYear year) {
    return Rulebooks.shipped().load(year);
  }
}
