package org.openqof.practice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.input.FieldKind;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.ValueUse;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * What one practice's interim collections say: the collections of its year before its final one.
 *
 * <p>Collections dated outside of the practice's contract are left out. Adjustments are not told
 * from exclusions here; they earn no points.
 */
public final class InterimCollections {
  private static final String INTERIM = ValueUse.INTERIM.name().toLowerCase(Locale.ROOT);

  private InterimCollections() {}

  /**
   * One interim collection.
   *
   * @param date date it speaks for
   * @param practice the practice-year with the counts of that collection
   */
  public record Collection(LocalDate date, PracticeYear practice) {}

  /** The practice's interim collections before a day, the earliest first; mostly none. */
  public static List<Collection> of(PracticeYear practice, LocalDate finalDay) {
    Block values = practice.values();
    List<Collection> collections = new ArrayList<>();
    List<IndicatorCounts> counts = new ArrayList<>();
    for (int row = 0; row < values.rows(); ) {
      int end = endOfIndicator(values, row);
      IndicatorCounts ofIndicator = counts(values, row, end);
      if (ofIndicator != null) {
        counts.add(ofIndicator);
      }
      boolean lastOfItsDay =
          end == values.rows()
              || values.countAt(IndicatorValues.ACHIEVEMENT_DATE, end)
                  != values.countAt(IndicatorValues.ACHIEVEMENT_DATE, row);
      if (lastOfItsDay) {
        LocalDate date =
            LocalDate.ofEpochDay(values.countAt(IndicatorValues.ACHIEVEMENT_DATE, row));
        if (!counts.isEmpty() && isOfTheYear(practice, date, finalDay)) {
          collections.add(new Collection(date, with(practice, counts)));
        }
        counts = new ArrayList<>();
      }
      row = end;
    }
    return collections;
  }

  private static boolean isOfTheYear(PracticeYear practice, LocalDate date, LocalDate finalDay) {
    Participation contract = practice.reference().participation();
    return date.isBefore(finalDay)
        && !date.isBefore(practice.year().start())
        && (contract == null || (!date.isBefore(contract.from()) && !date.isAfter(contract.to())));
  }

  private static int endOfIndicator(Block values, int from) {
    int to = from + 1;
    while (to < values.rows()
        && values.countAt(IndicatorValues.ACHIEVEMENT_DATE, to)
            == values.countAt(IndicatorValues.ACHIEVEMENT_DATE, from)
        && values
            .textAt(IndicatorValues.INDICATOR_CODE, to)
            .equals(values.textAt(IndicatorValues.INDICATOR_CODE, from))) {
      to++;
    }
    return to;
  }

  private static @Nullable IndicatorCounts counts(Block values, int from, int to) {
    CollectedCounts counts = new CollectedCounts(null);
    boolean any = false;
    for (int row = from; row < to; row++) {
      if (values.textAt(IndicatorValues.VALUE_USE, row).equals(INTERIM)
          && values.has(IndicatorValues.VALUE, row)) {
        any = true;
        counts.add(
            FieldKind.valueOf(
                values.textAt(IndicatorValues.FIELD_KIND, row).toUpperCase(Locale.ROOT)),
            values.textAt(IndicatorValues.FIELD_NAME, row),
            values.countAt(IndicatorValues.VALUE, row));
      }
    }
    return any ? counts.of(values.textAt(IndicatorValues.INDICATOR_CODE, from)) : null;
  }

  private static PracticeYear with(PracticeYear practice, List<IndicatorCounts> counts) {
    return new PracticeYear(practice.year(), practice.reference(), practice.values(), counts);
  }
}
