package org.openqof.input;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All values of one practice in the order of the rows of {@code indicator_values}: collection date,
 * indicator, field, file, line. Positions are of that order, from 0.
 */
public final class SortedValues {
  private static final FieldKind[] KINDS = FieldKind.values();

  private final TextOrder texts;
  private final Set<String> byHand;
  private final String[] digests;
  private final int size;

  // By value, as the fragments come: texts by their places, files by theirs.
  private final int[] indicator;
  private final int[] field;
  private final int[] file;
  private final int[] submission;
  private final int[] line;
  private final int[] value;
  private final byte[] kind;

  // By submission.
  private final int[] day;
  private final long[] submittedAt;
  private final boolean[] last;

  /** The value at each position. */
  private final int[] order;

  /**
   * The values of some fragments in order.
   *
   * @param byHand content digests of the files that were filled in by hand
   */
  public SortedValues(List<ValueFragment> fragments, Set<String> byHand, TextOrder texts) {
    this.texts = texts;
    this.byHand = byHand;
    int values = 0;
    int submissions = 0;
    TreeSet<String> files = new TreeSet<>();
    for (ValueFragment fragment : fragments) {
      values += fragment.size();
      submissions += fragment.submissions();
      files.add(fragment.fileDigest());
    }
    size = values;
    digests = files.toArray(String[]::new);
    indicator = new int[size];
    field = new int[size];
    file = new int[size];
    submission = new int[size];
    line = new int[size];
    value = new int[size];
    kind = new byte[size];
    day = new int[submissions];
    submittedAt = new long[submissions];
    last = new boolean[submissions];
    int[][] places = texts.places(fragments);
    int at = 0;
    int submissionsAt = 0;
    for (int i = 0; i < places.length; i++) {
      ValueFragment fragment = fragments.get(i);
      int to = at + fragment.size();
      fragment.copyValues(places[i], at, indicator, field, kind, value, line);
      fragment.copySubmissions(at, submission, submissionsAt, day, submittedAt, last);
      Arrays.fill(file, at, to, Arrays.binarySearch(digests, fragment.fileDigest()));
      at = to;
      submissionsAt += fragment.submissions();
    }
    order = sorted();
  }

  private int[] sorted() {
    // Two sorts of plain numbers: by field, then by collection and indicator without upsetting it.
    long[] byField = new long[size];
    int firstDay = Integer.MAX_VALUE;
    int lastDay = Integer.MIN_VALUE;
    for (int row = 0; row < size; row++) {
      byField[row] = (long) field[row] << Integer.SIZE | row;
      firstDay = Math.min(firstDay, day[submission[row]]);
      lastDay = Math.max(lastDay, day[submission[row]]);
    }
    Arrays.sort(byField);
    long[] byIndicator = new long[size];
    if (size > 0) {
      // Must fit 31 bits: a collection lies within the year, and texts are some thousands.
      Math.multiplyExact(Math.addExact(Math.subtractExact(lastDay, firstDay), 1), texts.size());
    }
    for (int i = 0; i < size; i++) {
      int row = (int) byField[i];
      int group = (day[submission[row]] - firstDay) * texts.size() + indicator[row];
      byIndicator[i] = (long) group << Integer.SIZE | i;
    }
    Arrays.sort(byIndicator);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (int) byField[(int) byIndicator[i]];
    }
    settleByFileAndLine(rows);
    return rows;
  }

  private void settleByFileAndLine(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      int row = rows[i];
      int at = i;
      while (at > 0 && same(rows[at - 1], row) && comesBefore(row, rows[at - 1])) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  private boolean same(int left, int right) {
    return field[left] == field[right]
        && indicator[left] == indicator[right]
        && day[submission[left]] == day[submission[right]];
  }

  private boolean comesBefore(int left, int right) {
    return file[left] != file[right] ? file[left] < file[right] : line[left] < line[right];
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** The first position behind {@code from} with another collection or indicator. */
  public int endOfIndicator(int from) {
    int first = order[from];
    int to = from + 1;
    while (to < size
        && indicator[order[to]] == indicator[first]
        && day(to) == day[submission[first]]) {
      to++;
    }
    return to;
  }

  /** The first position behind {@code from}, at most {@code to}, with another field. */
  public int endOfField(int from, int to) {
    int end = from + 1;
    while (end < to && field[order[end]] == field[order[from]]) {
      end++;
    }
    return end;
  }

  /** Whether a value counts in place of an earlier one of the same indicator and field. */
  public boolean replaces(int later, int earlier) {
    int left = submission[order[later]];
    int right = submission[order[earlier]];
    return last[left] == last[right] ? submittedAt[left] >= submittedAt[right] : last[left];
  }

  public int day(int at) {
    return day[submission[order[at]]];
  }

  public String indicator(int at) {
    return texts.text(indicator[order[at]]);
  }

  public String field(int at) {
    return texts.text(field[order[at]]);
  }

  public String fileDigest(int at) {
    return digests[file[order[at]]];
  }

  /** Whether a value was entered by hand. */
  public boolean byHand(int at) {
    return !byHand.isEmpty() && byHand.contains(fileDigest(at));
  }

  public int line(int at) {
    return line[order[at]];
  }

  public int value(int at) {
    return value[order[at]];
  }

  public FieldKind kind(int at) {
    return KINDS[kind[order[at]]];
  }

  public long submittedAt(int at) {
    return submittedAt[submission[order[at]]];
  }

  public boolean last(int at) {
    return last[submission[order[at]]];
  }
}
