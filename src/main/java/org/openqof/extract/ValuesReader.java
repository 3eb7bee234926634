package org.openqof.extract;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.input.FieldKind;

/**
 * Reads parts of a file of values: bytes become values with file and line, or refused rows with all
 * reasons and the raw line. Rows read are always rows accepted plus rows refused.
 *
 * <p>May be used by several threads at once: what belongs to a part lies with the part.
 */
public final class ValuesReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A column that holds values.
   *
   * @param position column from 0
   * @param name the field's name; null when another column says it
   * @param kind what the values are; null when another column says it
   */
  record ValueColumn(int position, @Nullable String name, @Nullable FieldKind kind)
      implements Serializable {}

  private final Recognised file;
  private final FinancialYear year;
  private final Limits limits;
  private final IndicatorCodes codes;
  private final ArrayList<ValueColumn> values = new ArrayList<>();

  /**
   * A reader of the recognised file with the default limits.
   *
   * @throws org.openqof.errors.QofException when the file is not one of values, or its year cannot
   *     be told
   */
  public ValuesReader(Recognised file) {
    this(file, Limits.defaults(), IndicatorCodes.AS_WRITTEN);
  }

  /** A reader of the recognised file with the given limits; codes stay as they are written. */
  public ValuesReader(Recognised file, Limits limits) {
    this(file, limits, IndicatorCodes.AS_WRITTEN);
  }

  /** A reader of the recognised file with the given limits, for a year with these codes. */
  public ValuesReader(Recognised file, Limits limits, IndicatorCodes codes) {
    if (file.role() != Role.VALUES) {
      throw new IllegalArgumentException(file.layout() + " is not a layout of values");
    }
    if (file.year() == null) {
      throw ExtractErrors.yearUnknown(file.fileName(), file.layout());
    }
    this.file = file;
    this.year = file.year();
    this.limits = limits;
    this.codes = codes;
    int single = file.position(Column.VALUE);
    if (single >= 0) {
      String fixed = file.fixedMeasure();
      values.add(
          new ValueColumn(single, fixed, fixed == null ? null : FieldKinds.ofMeasure(fixed)));
    }
    add(Column.REGISTER, FieldKind.REGISTER);
    add(Column.NUMERATOR, FieldKind.NUMERATOR);
    add(Column.DENOMINATOR, FieldKind.DENOMINATOR);
    add(Column.PCAS, FieldKind.PCAS);
    add(Column.ACHIEVED_POINTS, FieldKind.ACHIEVED_POINTS);
  }

  private void add(Column column, FieldKind kind) {
    int position = file.position(column);
    if (position >= 0) {
      values.add(new ValueColumn(position, kind.name(), kind));
    }
  }

  /**
   * Reads one part.
   *
   * @param content bytes of the part, whole records
   * @param length bytes used
   * @param part where the part lies; only its file digest and first line are asked here
   * @throws org.openqof.errors.QofException when the file must be refused whole: two years in one
   *     file, cut off in its last row, or too many refused rows
   */
  public ReadPart read(byte[] content, int length, ExtractPart part) {
    return new ValuesPart(file, year, limits, codes, List.copyOf(values), content, length, part)
        .read();
  }
}
