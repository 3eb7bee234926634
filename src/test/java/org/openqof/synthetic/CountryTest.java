package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;

class CountryTest {
  private static final FinancialYear FIRST = FinancialYear.of("2021-22");
  private static final FinancialYear LAST = FinancialYear.of("2024-25");

  @Test
  void aNationHasAsManyAreasAsEngland() {
    Country country = new Country(7, 6400, FIRST);
    Map<String, Set<String>> subIcbsOfPcn = new HashMap<>();
    Map<String, Set<String>> icbsOfSubIcb = new HashMap<>();
    Map<String, Set<String>> regionsOfIcb = new HashMap<>();
    Set<String> regions = new HashSet<>();
    int without = 0;
    for (int practice = 1; practice <= 6400; practice++) {
      Country.Place place = country.place(practice, FIRST);
      without += place.pcnCode().equals(Country.NO_PCN) ? 1 : 0;
      add(subIcbsOfPcn, place.pcnCode(), place.subIcbCode());
      add(icbsOfSubIcb, place.subIcbCode(), place.icbCode());
      add(regionsOfIcb, place.icbCode(), place.regionCode());
      regions.add(place.regionCode());
    }
    subIcbsOfPcn.remove(Country.NO_PCN);
    assertThat(regions).hasSize(7);
    assertThat(regionsOfIcb).hasSize(42).allSatisfy((icb, in) -> assertThat(in).hasSize(1));
    assertThat(icbsOfSubIcb).hasSize(106).allSatisfy((sub, in) -> assertThat(in).hasSize(1));
    assertThat(subIcbsOfPcn).hasSizeBetween(1150, 1350);
    assertThat(without).isBetween(40, 90);
    assertThat(subIcbsOfPcn.values()).filteredOn(in -> in.size() == 2).hasSizeBetween(5, 12);
    assertThat(subIcbsOfPcn.values()).noneMatch(in -> in.size() > 2);
  }

  private static void add(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, k -> new HashSet<>()).add(value);
  }

  @Test
  void aboutOnePracticeInAHundredChangesNetworkEveryYear() {
    Country country = new Country(7, 6400, FIRST);
    int moved = 0;
    int renamed = 0;
    for (int practice = 1; practice <= 6400; practice++) {
      Country.Place before = country.place(practice, FIRST);
      Country.Place after = country.place(practice, FIRST.next());
      moved += before.pcnCode().equals(after.pcnCode()) ? 0 : 1;
      String name = country.practiceName(practice, FIRST);
      renamed += name.equals(country.practiceName(practice, FIRST.next())) ? 0 : 1;
      assertThat(after.subIcbCode()).isEqualTo(before.subIcbCode());
    }
    assertThat(moved).isBetween(30, 100);
    assertThat(renamed).isBetween(180, 340);
  }

  @Test
  void oneRegionChangesItsOnsCodeAndKeepsItsCode() {
    Country country = new Country(7, 100, FIRST);
    Country.Place before = country.place(1, FIRST);
    Country.Place after = country.place(1, LAST);
    assertThat(after.regionCode()).isEqualTo(before.regionCode());
    assertThat(after.regionOnsCode()).isNotEqualTo(before.regionOnsCode());
  }

  @Test
  void aFewPracticesOpenAndSomeCloseFromYearToYear() {
    Registry registry = new Registry(7, 6400, FIRST);
    int open = 6400;
    for (FinancialYear year = FIRST.next(); year.compareTo(LAST) <= 0; year = year.next()) {
      int opened = registry.lastNumber(year) - registry.lastNumber(year.previous());
      int now = 0;
      for (int practice = 1; practice <= registry.lastNumber(year); practice++) {
        now += registry.isOpen(practice, year) ? 1 : 0;
      }
      assertThat(opened).isBetween(4, 10);
      assertThat(open + opened - now).isBetween(60, 150);
      open = now;
    }
    assertThat(registry.openedIn(1)).isZero();
    assertThat(registry.openedIn(6401)).isEqualTo(2022);
    assertThat(registry.isOpen(6401, FIRST)).isFalse();
  }

  @Test
  void aPracticeThatClosedStaysClosed() {
    Registry registry = new Registry(3, 500, FIRST);
    for (int practice = 1; practice <= 500; practice++) {
      boolean closed = false;
      for (FinancialYear year = FIRST; year.compareTo(LAST) <= 0; year = year.next()) {
        boolean open = registry.isOpen(practice, year);
        assertThat(closed && open).isFalse();
        closed |= !open;
      }
    }
  }
}
