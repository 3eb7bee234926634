package org.openqof.practice;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.practice.DoubtPractice.Doubt;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Finds values of one field that were submitted at the same moment and differ: a corrected file
 * that kept its old times, or two copies of one file. Which of them counts is settled by file and
 * line, so that the answer is always the same; which of them is meant, a person must say.
 */
final class SameSubmission {
  private static final String USED = "used";

  private final Block values;
  private final Map<String, String> fileNames;

  /**
   * A search in the values of one practice.
   *
   * @param values sorted rows of {@code indicator_values}
   * @param fileNames names of files by content digest
   */
  SameSubmission(Block values, Map<String, String> fileNames) {
    this.values = values;
    this.fileNames = fileNames;
  }

  /** One doubt for each value that stands alongside the one that counts. */
  List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    for (int from = 0; from < values.rows(); ) {
      int to = from + 1;
      while (to < values.rows() && isSameField(from, to)) {
        to++;
      }
      if (to - from > 1) {
        compare(from, to, doubts);
      }
      from = to;
    }
    return doubts;
  }

  private void compare(int from, int to, List<Doubt> doubts) {
    for (int used = from; used < to; used++) {
      if (!values.textAt(IndicatorValues.VALUE_USE, used).equals(USED)) {
        continue;
      }
      for (int other = from; other < to; other++) {
        if (other != used && isSameMoment(used, other) && !value(used).equals(value(other))) {
          doubts.add(
              new Doubt(
                  Plausibility.SAME_SUBMISSION,
                  values.textAt(IndicatorValues.INDICATOR_CODE, used),
                  "%s is %s in %s, which counts, and %s in %s, both submitted %s"
                      .formatted(
                          values.textAt(IndicatorValues.FIELD_NAME, used),
                          value(used),
                          place(used),
                          value(other),
                          place(other),
                          moment(used))));
        }
      }
    }
  }

  private boolean isSameField(int left, int right) {
    return values.countAt(IndicatorValues.ACHIEVEMENT_DATE, left)
            == values.countAt(IndicatorValues.ACHIEVEMENT_DATE, right)
        && values
            .textAt(IndicatorValues.INDICATOR_CODE, left)
            .equals(values.textAt(IndicatorValues.INDICATOR_CODE, right))
        && values
            .textAt(IndicatorValues.FIELD_NAME, left)
            .equals(values.textAt(IndicatorValues.FIELD_NAME, right));
  }

  private boolean isSameMoment(int left, int right) {
    return values.flagAt(IndicatorValues.LAST_SUBMISSION, left)
            == values.flagAt(IndicatorValues.LAST_SUBMISSION, right)
        && Objects.equals(day(left), day(right))
        && Objects.equals(second(left), second(right));
  }

  private @Nullable LocalDate day(int row) {
    return values.dateOrNull(IndicatorValues.SUBMITTED_DATE, row);
  }

  private @Nullable Integer second(int row) {
    return values.countOrNull(IndicatorValues.SUBMITTED_SECOND, row);
  }

  private String moment(int row) {
    LocalDate day = day(row);
    Integer second = second(row);
    return day == null
        ? "without a time"
        : second == null ? "on " + day : "on " + day + " at " + LocalTime.ofSecondOfDay(second);
  }

  private String value(int row) {
    Integer value = values.countOrNull(IndicatorValues.VALUE, row);
    return value == null ? "blank" : value.toString();
  }

  private String place(int row) {
    String digest = values.textAt(IndicatorValues.FILE_DIGEST, row);
    return "%s, line %d"
        .formatted(
            fileNames.getOrDefault(digest, "file " + digest),
            values.countAt(IndicatorValues.LINE_NUMBER, row));
  }
}
