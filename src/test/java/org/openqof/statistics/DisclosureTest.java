package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a profile for other outputs hides, and that it stays hidden. */
class DisclosureTest {

  @Test
  void oneHiddenCountHidesTheSmallestOfTheOthersSoThatTheTotalDoesNotGiveItAway() {
    assertThat(new Disclosure(5, 1).parts(List.of(3L, 40L, 7L, 0L, 90L)))
        .containsExactly(
            Optional.empty(),
            Optional.of(40L),
            Optional.empty(),
            Optional.of(0L),
            Optional.of(90L));
  }

  @Test
  void whereAllOthersAreZeroTheZerosAreHidden() {
    assertThat(new Disclosure(5, 1).parts(List.of(4L, 4L, 0L))).containsOnly(Optional.empty());
  }

  @Test
  void whatIsShownIsRounded() {
    assertThat(new Disclosure(5, 5).parts(List.of(3L, 12L, 43L)))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(45L));
  }

  @Property(tries = 200)
  void nothingIsHiddenWhereNothingIsSmall(
      @ForAll @Size(max = 20) List<@LongRange(min = 5, max = 500) Long> counts) {
    assertThat(new Disclosure(5, 1).parts(counts))
        .isEqualTo(counts.stream().map(Optional::of).toList());
    assertThat(Disclosure.AS_PUBLISHED.parts(counts))
        .isEqualTo(counts.stream().map(Optional::of).toList());
  }

  /**
   * Somebody knows the rule, the total as shown and every count that is shown. Of all counts that
   * would be shown in just that way, every hidden one must still have two values or more.
   */
  @Test
  void noHiddenCountFollowsFromTheTotalAndTheCountsShown() {
    for (int limit = 3; limit <= 5; limit++) {
      for (int cells = 1; cells <= 4; cells++) {
        Map<List<Object>, List<Set<Long>>> possible = new HashMap<>();
        long[] counts = new long[cells];
        do {
          note(new Disclosure(limit, 1), counts, possible);
        } while (next(counts, 9));
        possible.forEach(
            (shown, values) -> {
              for (int i = 0; i < values.size(); i++) {
                if (shown.get(i).equals(Optional.empty())) {
                  assertThat(values.get(i)).as("%s, count %d", shown, i).hasSizeGreaterThan(1);
                }
              }
            });
      }
    }
  }

  private static void note(
      Disclosure disclosure, long[] counts, Map<List<Object>, List<Set<Long>>> possible) {
    List<Long> cells = new ArrayList<>();
    long total = 0;
    for (long count : counts) {
      cells.add(count);
      total += count;
    }
    List<Object> shown = new ArrayList<>(disclosure.parts(cells));
    // The total is known exactly unless it is hidden itself.
    shown.add(disclosure.count(total));
    List<Set<Long>> values = possible.computeIfAbsent(shown, key -> new ArrayList<>());
    for (int i = 0; i < counts.length; i++) {
      if (values.size() == i) {
        values.add(new TreeSet<>());
      }
      values.get(i).add(counts[i]);
    }
  }

  private static boolean next(long[] counts, long most) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < most) {
        counts[i]++;
        return true;
      }
      counts[i] = 0;
    }
    return false;
  }

  @Test
  void aLimitThatWouldTellWhatItHidesIsRefused() {
    assertThatThrownBy(() -> new Disclosure(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
