package org.openqof.rulebook.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.UnconfirmedValue;

/**
 * Reads {@code registers.csv}, which a year without registers alongside those of groups may lack.
 */
final class RegisterReader {
  static final String FILE = "registers.csv";
  static final List<String> COLUMNS =
      List.of(
          "register_code",
          "register_name",
          "group_code",
          "register_field",
          "indicators",
          "pays",
          "status",
          "citation");

  private final Problems problems;
  private final CellReader cells;
  private final GroupReader.Groups groups;
  private final IndicatorReader.Indicators indicators;
  private final boolean complete;
  private final Map<String, Group> groupsByCode;
  private final Map<String, Indicator> indicatorsByCode;
  private final Set<String> served = new HashSet<>();

  /**
   * @param complete whether the year is held in full, so that every indicator and group that a
   *     register names must be there
   */
  RegisterReader(
      Problems problems,
      CellReader cells,
      GroupReader.Groups groups,
      IndicatorReader.Indicators indicators,
      boolean complete) {
    this.problems = problems;
    this.cells = cells;
    this.groups = groups;
    this.indicators = indicators;
    this.complete = complete;
    this.groupsByCode =
        groups.groups().stream()
            .collect(Collectors.toMap(Group::code, group -> group, (a, b) -> a));
    this.indicatorsByCode =
        indicators.indicators().stream()
            .collect(Collectors.toMap(Indicator::code, indicator -> indicator, (a, b) -> a));
  }

  /**
   * What the file says.
   *
   * @param registers the registers that can be read
   */
  record Registers(List<Register> registers, List<UnconfirmedValue> unconfirmed) {
    static final Registers NONE = new Registers(List.of(), List.of());

    /** The indicators, those of a register that pays adjusted by it. */
    List<Indicator> pay(List<Indicator> indicators) {
      Map<String, String> paidBy = new TreeMap<>();
      registers.stream()
          .filter(Register::pays)
          .forEach(
              register -> register.indicators().forEach(of -> paidBy.put(of, register.code())));
      return indicators.stream()
          .map(
              indicator ->
                  paidBy.containsKey(indicator.code())
                      ? indicator.adjustedBy(paidBy.get(indicator.code()))
                      : indicator)
          .toList();
    }

    /** The register that delivers an indicator's values; null where that of its group does. */
    @Nullable Register of(String indicatorCode) {
      return registers.stream()
          .filter(register -> register.indicators().contains(indicatorCode))
          .findFirst()
          .orElse(null);
    }
  }

  Registers read(SourceFile source) {
    List<Register> registers = new ArrayList<>();
    List<UnconfirmedValue> unconfirmed = new ArrayList<>();
    CodesOfRows codes = new CodesOfRows("register", cells, problems);
    for (CsvTable.Row row : CsvTable.read(source, COLUMNS, problems).rows()) {
      int before = problems.count();
      String code = codes.next(row.cell("register_code"));
      if (code != null && groups.codes().containsKey(code)) {
        problems.add(
            row.cell("register_code"),
            "the group " + code + " has the same code.",
            "Write a code that no group of " + GroupReader.FILE + " has.");
      }
      String name = cells.text(row.cell("register_name"));
      String group = group(row.cell("group_code"));
      String field = field(row.cell("register_field"), group);
      List<String> served = indicators(row.cell("indicators"));
      Boolean pays = cells.yesNo(row.cell("pays"));
      Status status = status(row.cell("status"));
      String citation = cells.citation(row.cell("citation"));
      if (code != null
          && name != null
          && group != null
          && field != null
          && pays != null
          && status != null
          && citation != null
          && problems.count() == before) {
        registers.add(new Register(code, name, group, field, served, pays, citation));
        if (status.needsMention()) {
          unconfirmed.add(
              new UnconfirmedValue(
                  "registers." + code, status, citation, pays ? Set.copyOf(served) : Set.of()));
        }
      }
    }
    return new Registers(registers, unconfirmed);
  }

  private @Nullable Status status(Cell cell) {
    Status status = cells.constant(cell, Status.class, "status");
    if (status == Status.MISSING) {
      problems.add(cell, "a register cannot be missing.", "Remove the row.");
      return null;
    }
    return status;
  }

  private @Nullable String group(Cell cell) {
    if (cells.text(cell) == null) {
      return null;
    }
    if (complete && groups.whole() && !groups.codes().containsKey(cell.text())) {
      problems.add(
          cell,
          "the group '" + cell.text() + "' is not in " + GroupReader.FILE + ".",
          NearestName.advice(cell.text(), groups.codes().keySet(), "Add it there."));
      return null;
    }
    return cell.text();
  }

  private @Nullable String field(Cell cell, @Nullable String groupCode) {
    String field = cells.text(cell);
    Group group = groupCode == null ? null : groupsByCode.get(groupCode);
    if (field != null && group != null && field.equalsIgnoreCase(group.registerField())) {
      problems.add(
          cell,
          "'" + field + "' is the register of the group " + groupCode + " itself.",
          "Write the field of the other register, or remove the row.");
      return null;
    }
    return field;
  }

  private List<String> indicators(Cell cell) {
    List<String> codes = new ArrayList<>();
    if (cells.text(cell) == null) {
      return codes;
    }
    for (String code : cell.text().split(" *; *")) {
      Indicator indicator = indicatorsByCode.get(code);
      if (complete && indicators.whole() && !indicators.codes().containsKey(code)) {
        problems.add(
            cell,
            "the indicator '" + code + "' is not in " + IndicatorReader.FILE + ".",
            NearestName.advice(code, indicators.codes().keySet(), "Remove it from the row."));
      } else if (indicator != null && !indicator.prevalenceAdjusted()) {
        problems.add(
            cell,
            "the indicator " + code + " is not adjusted for prevalence.",
            "Remove it from the row, or write yes under prevalence_adjusted in "
                + IndicatorReader.FILE
                + ".");
      } else if (!served.add(code)) {
        problems.add(cell, "the indicator " + code + " has two registers.", "Leave it in one row.");
      }
      codes.add(code);
    }
    return codes;
  }
}
