package org.openqof.practice;

import java.io.Serializable;
import java.util.Arrays;

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

  private final String practiceCode;
  private final String fileDigest;
  private int size;
  private String[] indicator = new String[32];
  private String[] field = new String[32];
  private byte[] kind = new byte[32];
  private int[] value = new int[32];
  private int[] line = new int[32];
  private int[] achievementDay = new int[32];
  private long[] submittedAt = new long[32];
  private boolean[] lastSubmission = new boolean[32];

  /**
   * An empty fragment.
   *
   * @param practiceCode ODS code of the practice
   * @param fileDigest content digest of the file
   */
  public ValueFragment(String practiceCode, String fileDigest) {
    this.practiceCode = practiceCode;
    this.fileDigest = fileDigest;
  }

  /**
   * Adds a value.
   *
   * @param indicatorCode indicator, as sent; texts are kept by reference and should be shared
   * @param fieldName field name, as sent
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
      String indicatorCode,
      String fieldName,
      FieldKind fieldKind,
      int count,
      int lineNumber,
      int achievementEpochDay,
      long submittedSeconds,
      boolean isLastSubmission) {
    if (size == indicator.length) {
      resize(size * 2);
    }
    indicator[size] = indicatorCode;
    field[size] = fieldName;
    kind[size] = (byte) fieldKind.ordinal();
    value[size] = count;
    line[size] = lineNumber;
    achievementDay[size] = achievementEpochDay;
    submittedAt[size] = submittedSeconds;
    lastSubmission[size] = isLastSubmission;
    size++;
  }

  /** Gives back spare room; call when nothing more is added. */
  public ValueFragment trimmed() {
    resize(size);
    return this;
  }

  private void resize(int length) {
    indicator = Arrays.copyOf(indicator, length);
    field = Arrays.copyOf(field, length);
    kind = Arrays.copyOf(kind, length);
    value = Arrays.copyOf(value, length);
    line = Arrays.copyOf(line, length);
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
    return indicator[i];
  }

  /** Field name of value {@code i}. */
  public String field(int i) {
    return field[i];
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
    return achievementDay[i];
  }

  /** Submission time of value {@code i}, or {@link #NO_TIME}. */
  public long submittedAt(int i) {
    return submittedAt[i];
  }

  /** Whether value {@code i} is marked as last submission. */
  public boolean lastSubmission(int i) {
    return lastSubmission[i];
  }

  /**
   * Travels packed: texts once, numbers in one run of bytes; engines send millions of values about.
   */
  private Object writeReplace() {
    return new PackedFragment(this);
  }

  private static final FieldKind[] KINDS = FieldKind.values();
}
