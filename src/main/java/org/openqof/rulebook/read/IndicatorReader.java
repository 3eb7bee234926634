package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.FileWord;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.UnconfirmedValue;

/** Reads {@code indicators.csv}. */
public final class IndicatorReader {
  static final String FILE = "indicators.csv";
  public static final List<String> COLUMNS =
      List.of(
          "indicator_code",
          "group_code",
          "kind",
          "available_points",
          "points_status",
          "lower_threshold_percent",
          "upper_threshold_percent",
          "points_at_lower_threshold",
          "threshold_status",
          "prevalence_adjusted",
          "prevalence_group",
          "additional_list_type",
          "manual",
          "description",
          "citation",
          "threshold_citation");

  /**
   * The name of the register field that the extract delivers with the indicator's values, where it
   * is known. It pays nothing; it is held against the register that does.
   */
  private static final String REGISTER_FIELD = "register_field";

  /** How far the group whose register gives the factor is supported; confirmed where empty. */
  private static final String PREVALENCE_STATUS = "prevalence_status";

  static final List<String> OPTIONAL = List.of(REGISTER_FIELD, PREVALENCE_STATUS);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Problems problems;
  private final CellReader cells;
  private final GroupReader.Groups groups;
  private final boolean complete;

  /**
   * @param complete whether the year is held in full, so that every group an indicator names must
   *     be there, with a register where the factor needs one
   */
  IndicatorReader(
      Problems problems, CellReader cells, GroupReader.Groups groups, boolean complete) {
    this.problems = problems;
    this.cells = cells;
    this.groups = groups;
    this.complete = complete;
  }

  /**
   * What the file says.
   *
   * @param indicators the indicators that can be read
   * @param codes every code written, also of indicators that cannot be read, with its place
   * @param points sum of their points; null when one cannot be read
   * @param registerFields by code, the extract's register field of an indicator where it is written
   * @param whole whether every row could be told apart, so that a code not here is unknown
   */
  record Indicators(
      List<Indicator> indicators,
      Map<String, Cell> codes,
      Map<String, Cell> registerFields,
      @Nullable BigDecimal points,
      boolean whole,
      List<UnconfirmedValue> unconfirmed) {}

  Indicators read(SourceFile source) {
    List<Indicator> indicators = new ArrayList<>();
    CodesOfRows codes = new CodesOfRows("indicator", cells, problems);
    List<UnconfirmedValue> unconfirmed = new ArrayList<>();
    Map<String, Cell> registerFields = new LinkedHashMap<>();
    BigDecimal total = BigDecimal.ZERO;
    CsvTable table = CsvTable.read(source, COLUMNS, OPTIONAL, problems);
    for (CsvTable.Row row : table.rows()) {
      String code = codes.next(row.cell("indicator_code"));
      BigDecimal points = cells.decimal(row.cell("available_points"));
      total = total == null || points == null ? null : total.add(points);
      Cell registerField = row.optionalCell(REGISTER_FIELD);
      if (code != null && !registerField.blank()) {
        registerFields.put(code, registerField);
      }
      Indicator indicator = indicator(row, code, points, unconfirmed);
      if (indicator != null) {
        indicators.add(indicator);
      }
    }
    return new Indicators(
        indicators,
        codes.places(),
        registerFields,
        table.whole() ? total : null,
        table.whole(),
        unconfirmed);
  }

  private @Nullable Indicator indicator(
      CsvTable.Row row,
      @Nullable String code,
      @Nullable BigDecimal points,
      List<UnconfirmedValue> unconfirmed) {
    int before = problems.count();
    String group = group(row.cell("group_code"));
    IndicatorKind kind = cells.constant(row.cell("kind"), IndicatorKind.class, "kind of indicator");
    Status pointsStatus = cells.constant(row.cell("points_status"), Status.class, "status");
    String citation = cells.citation(row.cell("citation"));
    Boolean adjusted = cells.yesNo(row.cell("prevalence_adjusted"));
    Boolean manual = cells.yesNo(row.cell("manual"));
    String description = cells.text(row.cell("description"));
    Cell additionalList = row.cell("additional_list_type");
    String additionalListType = additionalList.blank() ? null : cells.listType(additionalList);
    String prevalenceGroup =
        adjusted == null ? null : prevalenceGroup(row.cell("prevalence_group"), adjusted);
    Status prevalenceStatus =
        adjusted == null ? null : prevalenceStatus(row.optionalCell(PREVALENCE_STATUS), adjusted);
    if (pointsStatus == Status.MISSING) {
      problems.add(
          row.cell("points_status"),
          "points cannot be missing.",
          "Leave the indicator out of a year that is not complete.");
    }
    if (kind == null) {
      return null;
    }
    ThresholdsRead read = thresholds(row, kind, points);
    if (code == null
        || group == null
        || points == null
        || pointsStatus == null
        || citation == null
        || adjusted == null
        || manual == null
        || description == null
        || prevalenceStatus == null
        || problems.count() > before) {
      return null;
    }
    if (pointsStatus.needsMention()) {
      unconfirmed.add(UnconfirmedValue.ofIndicator(code, "points", pointsStatus, citation));
    }
    if (read.status().needsMention()) {
      unconfirmed.add(
          UnconfirmedValue.ofIndicator(code, "thresholds", read.status(), read.citation()));
    }
    if (prevalenceStatus.needsMention()) {
      unconfirmed.add(UnconfirmedValue.ofIndicator(code, "prevalence", prevalenceStatus, citation));
    }
    return new Indicator(
        code,
        group,
        kind,
        points,
        read.thresholds(),
        read.status(),
        adjusted,
        prevalenceGroup,
        additionalListType,
        manual,
        description,
        (citation + " " + read.citation()).strip());
  }

  private @Nullable String group(Cell cell) {
    if (cells.text(cell) == null) {
      return null;
    }
    boolean expected = groups.whole() && (complete || !groups.codes().isEmpty());
    if (expected && !groups.codes().containsKey(cell.text())) {
      problems.add(
          cell,
          "the group '" + cell.text() + "' is not in " + GroupReader.FILE + ".",
          NearestName.advice(cell.text(), groups.codes().keySet(), "Add it there."));
      return null;
    }
    return cell.text();
  }

  private @Nullable String prevalenceGroup(Cell cell, boolean adjusted) {
    if (!adjusted) {
      if (!cell.blank()) {
        problems.add(
            cell,
            "the indicator is not adjusted, so '" + cell.text() + "' has no use.",
            "Leave it empty, or write yes under prevalence_adjusted.");
      }
      return null;
    }
    if (cell.blank()) {
      problems.add(
          cell,
          "the indicator is adjusted and names no group whose register gives the factor.",
          "Write a group of " + GroupReader.FILE + ".");
      return null;
    }
    String group = group(cell);
    if (group != null && complete && groups.registerless().contains(group)) {
      problems.add(
          cell,
          "the group " + group + " has no register, so there is no prevalence to adjust by.",
          "Write another group, or give it register_indicator and register_field in "
              + GroupReader.FILE
              + ".");
      return null;
    }
    return group;
  }

  private @Nullable Status prevalenceStatus(Cell cell, boolean adjusted) {
    if (cell.blank()) {
      return Status.CONFIRMED;
    }
    Status status = cells.constant(cell, Status.class, "status");
    if (!adjusted || status == Status.MISSING) {
      problems.add(
          cell,
          adjusted
              ? "the group whose register gives the factor cannot be missing."
              : "the indicator is not adjusted, so '" + cell.text() + "' has no use.",
          adjusted ? "Write how far prevalence_group is supported." : "Leave it empty.");
      return null;
    }
    return status;
  }

  /**
   * Thresholds as read.
   *
   * @param thresholds null where none are needed, or none are known
   * @param citation empty where there is none
   */
  private record ThresholdsRead(@Nullable Thresholds thresholds, Status status, String citation) {}

  private static final ThresholdsRead NONE_NEEDED = new ThresholdsRead(null, Status.CONFIRMED, "");

  private ThresholdsRead thresholds(
      CsvTable.Row row, IndicatorKind kind, @Nullable BigDecimal points) {
    Cell lowerCell = row.cell("lower_threshold_percent");
    Cell upperCell = row.cell("upper_threshold_percent");
    Cell baseCell = row.cell("points_at_lower_threshold");
    Cell statusCell = row.cell("threshold_status");
    Cell citationCell = row.cell("threshold_citation");
    if (!kind.isShare()) {
      for (Cell cell : List.of(lowerCell, upperCell, baseCell, statusCell, citationCell)) {
        if (!cell.blank()) {
          problems.add(
              cell,
              "an indicator of the kind " + FileWord.of(kind) + " has no thresholds.",
              "Leave it empty.");
        }
      }
      return NONE_NEEDED;
    }
    Status status = cells.constant(statusCell, Status.class, "status");
    boolean standard = kind == IndicatorKind.STANDARD;
    if (standard && !lowerCell.blank()) {
      problems.add(
          lowerCell,
          "an indicator of the kind standard has one threshold, the standard itself.",
          "Leave it empty, and write the standard under upper_threshold_percent.");
      return NONE_NEEDED;
    }
    BigDecimal lower =
        standard ? BigDecimal.ZERO : lowerCell.blank() ? null : cells.decimal(lowerCell);
    BigDecimal upper = upperCell.blank() ? null : cells.decimal(upperCell);
    if (status == null) {
      return NONE_NEEDED;
    }
    if (status == Status.MISSING) {
      if ((standard || !lowerCell.blank()) && !upperCell.blank()) {
        problems.add(
            statusCell,
            "both thresholds are written and called missing.",
            "Write how far they are supported.");
      }
      String known = citationCell.blank() ? "" : cells.citation(citationCell);
      return new ThresholdsRead(null, status, known == null ? "" : known);
    }
    String citation = cells.citation(citationCell);
    boolean lowerMissing = lowerCell.blank() && !standard;
    if (lowerMissing || upperCell.blank()) {
      problems.add(
          lowerMissing ? lowerCell : upperCell,
          "is empty.",
          "Write a percentage, or missing under threshold_status.");
      return NONE_NEEDED;
    }
    BigDecimal base = base(kind, baseCell, points);
    if (lower == null || upper == null || base == null || citation == null) {
      return NONE_NEEDED;
    }
    if (lower.compareTo(upper) >= 0 || upper.compareTo(HUNDRED) > 0) {
      problems.add(
          upperCell,
          "the thresholds "
              + lower.toPlainString()
              + " and "
              + upper.toPlainString()
              + " are impossible.",
          "Write a lower one below the upper one, and an upper one of at most 100.");
      return NONE_NEEDED;
    }
    return new ThresholdsRead(new Thresholds(lower, upper, base), status, citation);
  }

  /** Points paid as a block at the lower threshold; zero for a plain fraction indicator. */
  private @Nullable BigDecimal base(IndicatorKind kind, Cell cell, @Nullable BigDecimal points) {
    if (kind != IndicatorKind.STEP) {
      if (!cell.blank()) {
        problems.add(
            cell,
            "only an indicator of the kind step pays points at the lower threshold.",
            "Leave it empty, or write step under kind.");
        return null;
      }
      return BigDecimal.ZERO;
    }
    BigDecimal base = cells.decimal(cell);
    if (base != null && points != null && base.compareTo(points) > 0) {
      problems.add(
          cell,
          base.toPlainString()
              + " points at the lower threshold are more than the "
              + points.toPlainString()
              + " available.",
          "Write at most those.");
      return null;
    }
    return base;
  }
}
