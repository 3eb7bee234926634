package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;

class TodaysMapTest {
  private final SortedMap<String, Geography> then = new TreeMap<>();
  private final SortedMap<String, Geography> today = new TreeMap<>();

  private static Geography place(String pcn, String subIcb, String icb) {
    return new Geography(
        new Area(pcn, null, pcn),
        new Area(subIcb, null, subIcb),
        new Area(icb, null, icb),
        new Area("Y01", null, "Region"));
  }

  @Test
  void aPracticeThatIsStillThereLiesWhereTodaysMapPutsIt() {
    then.put("A1", place("P1", "01A", "Q1"));
    today.put("A1", place("P9", "09Z", "Q9"));
    assertThat(TodaysMap.of(today, then).of("A1")).isEqualTo(place("P9", "09Z", "Q9"));
  }

  @Test
  void aPracticeThatIsGoneFollowsItsNeighbours() {
    then.put("A1", place("P1", "01A", "Q1"));
    then.put("A2", place("P1", "01A", "Q1"));
    today.put("A1", place("P9", "09Z", "Q9"));
    TodaysMap map = TodaysMap.of(today, then);
    assertThat(map.of("A2")).isEqualTo(place("P9", "09Z", "Q9"));
    assertThat(map.followed()).isEqualTo(1);
    assertThat(map.unallocated()).isZero();
  }

  @Test
  void whereNeighboursHavePartedItIsUnallocatedAtThatLevelOnly() {
    then.put("A1", place("P1", "01A", "Q1"));
    then.put("A2", place("P2", "01A", "Q1"));
    then.put("A3", place("P1", "01A", "Q1"));
    today.put("A1", place("P9", "09Z", "Q9"));
    today.put("A2", place("P8", "08Z", "Q9"));
    TodaysMap map = TodaysMap.of(today, then);
    assertThat(map.of("A3").subIcb()).isEqualTo(Geography.UNMAPPED);
    assertThat(map.of("A3").icb().odsCode()).isEqualTo("Q9");
    assertThat(map.of("A3").pcn().odsCode()).isEqualTo("P9");
    assertThat(map.unallocated()).isEqualTo(1);
  }

  @Test
  void practicesWithoutANetworkOrOffTheMapHaveNoNeighbours() {
    then.put("A1", Geography.NONE);
    then.put("A2", Geography.NONE);
    today.put("A1", place("P9", "09Z", "Q9"));
    assertThat(TodaysMap.of(today, then).of("A2")).isEqualTo(Geography.NONE);
  }

  @Test
  void aCodeUsedAgainForAnotherAreaIsNotFollowed() {
    then.put("A1", place("P1", "01A", "Q1"));
    then.put("A2", place("P1", "01A", "Q1"));
    today.put("B1", place("P1", "01A", "Q1"));
    assertThat(TodaysMap.of(today, then).of("A1").subIcb()).isEqualTo(Geography.UNMAPPED);
  }
}
