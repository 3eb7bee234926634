package org.openqof.input;

import java.io.Serializable;
import java.util.Arrays;
import org.openqof.practice.PracticeYear;

/**
 * The values that one practice has in one part of one file: columns of equal length.
 *
 * <p>A practice's rows may lie in many files and in any order; its fragments are brought together
 * by {@link PracticeYear}.
 */
public final class ValueFragment implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A value that the row leaves blank. */
  public static final int MISSING = Integer.MIN_VALUE;

  /** No submission time is given. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final int FIRST_ROOM = 32;

  private final String practiceCode;
  private final String fileDigest;
  private final FragmentTexts texts;
  private int size;
  private int[] indicator;
  private int[] field;
  private byte[] kind;
  private int[] value;
  private int[] line;

  /** Collection, submission and mark are the same in many neighbouring rows and held once. */
  private int[] submission;

  private int submissions;
  private int[] achievementDay = new int[1];
  private long[] submittedAt = new long[1];
  private boolean[] lastSubmission = new boolean[1];

  /**
   * An empty fragment.
   *
   * @param practiceCode ODS code of the practice
   * @param fileDigest content digest of the file
   */
  public ValueFragment(String practiceCode, String fileDigest) {
    this(practiceCode, fileDigest, new FragmentTexts());
  }

  /**
   * An empty fragment that shares its texts with others.
   *
   * @param practiceCode ODS code of the practice
   * @param fileDigest content digest of the file
   * @param texts texts of the part of the file
   */
  public ValueFragment(String practiceCode, String fileDigest, FragmentTexts texts) {
    this(practiceCode, fileDigest, texts, FIRST_ROOM);
  }

  /**
   * An empty fragment with room for some values before it grows.
   *
   * @param room values it will probably hold
   */
  public ValueFragment(String practiceCode, String fileDigest, FragmentTexts texts, int room) {
    this.indicator = new int[room];
    this.field = new int[room];
    this.kind = new byte[room];
    this.value = new int[room];
    this.line = new int[room];
    this.submission = new int[room];
    this.practiceCode = practiceCode;
    this.fileDigest = fileDigest;
    this.texts = texts;
  }

  /** Adds a value whose texts are given as such. */
  public void add(
      String indicatorCode,
      String fieldName,
      FieldKind fieldKind,
      int count,
      int lineNumber,
      int achievementEpochDay,
      long submittedSeconds,
      boolean isLastSubmission) {
    add(
        texts.number(indicatorCode),
        texts.number(fieldName),
        fieldKind,
        count,
        lineNumber,
        achievementEpochDay,
        submittedSeconds,
        isLastSubmission);
  }

  /**
   * Adds a value.
   *
   * @param indicatorNumber indicator, as sent, by its number among the texts
   * @param fieldNumber field name, as sent, by its number among the texts
   * @param fieldKind what the field is
   * @param count patients; hundredths of a point for {@link FieldKind#ACHIEVED_POINTS}; 1 or 0 for
   *     {@link FieldKind#YES_NO}; {@link #MISSING} when blank
   * @param lineNumber line in the file, from 1, the header included
   * @param achievementEpochDay the collection's date, days since 1 January 1970
   * @param submittedSeconds submission date and time, seconds since 1970 in local time; {@link
   *     #NO_TIME} when not given
   * @param isLastSubmission whether the extract marks it as the last submission
   */
  public void add(
      int indicatorNumber,
      int fieldNumber,
      FieldKind fieldKind,
      int count,
      int lineNumber,
      int achievementEpochDay,
      long submittedSeconds,
      boolean isLastSubmission) {
    if (size == indicator.length) {
      resize(Math.max(FIRST_ROOM, size * 2));
    }
    indicator[size] = indicatorNumber;
    field[size] = fieldNumber;
    kind[size] = (byte) fieldKind.ordinal();
    value[size] = count;
    line[size] = lineNumber;
    submission[size] = submission(achievementEpochDay, submittedSeconds, isLastSubmission);
    size++;
  }

  private int submission(int day, long at, boolean last) {
    int before = submissions - 1;
    if (before >= 0
        && submittedAt[before] == at
        && achievementDay[before] == day
        && lastSubmission[before] == last) {
      return before;
    }
    if (submissions == achievementDay.length) {
      resizeSubmissions(Math.max(1, submissions * 2));
    }
    achievementDay[submissions] = day;
    submittedAt[submissions] = at;
    lastSubmission[submissions] = last;
    return submissions++;
  }

  /** Gives back spare room; call when nothing more is added. */
  public ValueFragment trimmed() {
    if (size < indicator.length) {
      resize(size);
    }
    if (submissions < achievementDay.length) {
      resizeSubmissions(submissions);
    }
    return this;
  }

  private void resize(int length) {
    indicator = Arrays.copyOf(indicator, length);
    field = Arrays.copyOf(field, length);
    kind = Arrays.copyOf(kind, length);
    value = Arrays.copyOf(value, length);
    line = Arrays.copyOf(line, length);
    submission = Arrays.copyOf(submission, length);
  }

  private void resizeSubmissions(int length) {
    achievementDay = Arrays.copyOf(achievementDay, length);
    submittedAt = Arrays.copyOf(submittedAt, length);
    lastSubmission = Arrays.copyOf(lastSubmission, length);
  }

  /** ODS code of the practice. */
  public String practiceCode() {
    return practiceCode;
  }

  /** Content digest of the file the values came from. */
  public String fileDigest() {
    return fileDigest;
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** Indicator code of value {@code i}. */
  public String indicator(int i) {
    return texts.text(indicator[i]);
  }

  /** Field name of value {@code i}. */
  public String field(int i) {
    return texts.text(field[i]);
  }

  /** Field kind of value {@code i}. */
  public FieldKind kind(int i) {
    return KINDS[kind[i]];
  }

  /** Value {@code i}, or {@link #MISSING}. */
  public int value(int i) {
    return value[i];
  }

  /** Line of value {@code i}. */
  public int line(int i) {
    return line[i];
  }

  /** Collection date of value {@code i}, days since 1 January 1970. */
  public int achievementDay(int i) {
    return achievementDay[submission[i]];
  }

  /** Submission time of value {@code i}, or {@link #NO_TIME}. */
  public long submittedAt(int i) {
    return submittedAt[submission[i]];
  }

  /** Whether value {@code i} is marked as last submission. */
  public boolean lastSubmission(int i) {
    return lastSubmission[submission[i]];
  }

  /** The texts that indicators and fields are numbers of. */
  FragmentTexts texts() {
    return texts;
  }

  /** Number of runs of values with the same collection, submission and mark. */
  int submissions() {
    return submissions;
  }

  /** Copies all values behind those of other fragments, their texts as places in an order. */
  void copyValues(
      int[] places,
      int at,
      int[] indicators,
      int[] fields,
      byte[] kinds,
      int[] values,
      int[] lines) {
    for (int i = 0; i < size; i++) {
      indicators[at + i] = places[indicator[i]];
      fields[at + i] = places[field[i]];
    }
    System.arraycopy(kind, 0, kinds, at, size);
    System.arraycopy(value, 0, values, at, size);
    System.arraycopy(line, 0, lines, at, size);
  }

  /** Copies the submission of all values, and all submissions, behind those of other fragments. */
  void copySubmissions(
      int at, int[] ofValues, int submissionsAt, int[] days, long[] times, boolean[] marks) {
    for (int i = 0; i < size; i++) {
      ofValues[at + i] = submissionsAt + submission[i];
    }
    System.arraycopy(achievementDay, 0, days, submissionsAt, submissions);
    System.arraycopy(submittedAt, 0, times, submissionsAt, submissions);
    System.arraycopy(lastSubmission, 0, marks, submissionsAt, submissions);
  }

  private static final FieldKind[] KINDS = FieldKind.values();
}
