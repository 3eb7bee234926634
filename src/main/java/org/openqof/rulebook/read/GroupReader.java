package org.openqof.rulebook.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.UnconfirmedValue;

/** Reads {@code groups.csv}. */
final class GroupReader {
  static final String FILE = "groups.csv";
  static final List<String> COLUMNS =
      List.of(
          "group_code",
          "group_name",
          "domain_code",
          "domain_name",
          "list_type",
          "register_indicator",
          "register_field",
          "publishes_prevalence",
          "zero_register_reduces_maximum",
          "newly_diagnosed",
          "target_population",
          "status",
          "citation");

  /** Written only in a year that counts groups together for holistic care. */
  private static final String LINKED_AREA = "linked_area";

  private static final List<String> DOMAINS =
      List.of("CL", "PH", "PHAS", "PHVI", "QI", "ORG", "PE", "AS", "QP", "HOL", "QPP", "ACC");

  private final Problems problems;
  private final CellReader cells;

  GroupReader(Problems problems, CellReader cells) {
    this.problems = problems;
    this.cells = cells;
  }

  /**
   * What the file says.
   *
   * @param groups the groups that can be read
   * @param codes every code written, also of groups that cannot be read, with its place
   * @param registerless codes of groups without a register
   * @param whole whether every row could be told apart, so that a code not here is unknown
   */
  record Groups(
      List<Group> groups,
      Map<String, Cell> codes,
      List<String> registerless,
      boolean whole,
      List<UnconfirmedValue> unconfirmed) {}

  Groups read(SourceFile source) {
    List<Group> groups = new ArrayList<>();
    CodesOfRows codes = new CodesOfRows("group", cells, problems);
    List<String> registerless = new ArrayList<>();
    List<UnconfirmedValue> unconfirmed = new ArrayList<>();
    CsvTable table = CsvTable.read(source, COLUMNS, List.of(LINKED_AREA), problems);
    for (CsvTable.Row row : table.rows()) {
      String code = codes.next(row.cell("group_code"));
      if (code != null && row.cell("register_field").blank()) {
        registerless.add(code);
      }
      Status status = cells.constant(row.cell("status"), Status.class, "status");
      String citation = cells.citation(row.cell("citation"));
      Group group = group(row, code);
      if (group != null) {
        groups.add(group);
      }
      if (code != null && status != null && status.needsMention() && citation != null) {
        unconfirmed.add(new UnconfirmedValue("groups." + code, status, citation));
      }
    }
    return new Groups(groups, codes.places(), registerless, table.whole(), unconfirmed);
  }

  private @Nullable Group group(CsvTable.Row row, @Nullable String code) {
    String name = cells.text(row.cell("group_name"));
    String domain = domain(row.cell("domain_code"));
    String domainName = cells.text(row.cell("domain_name"));
    String listType = cells.listType(row.cell("list_type"));
    Cell indicator = row.cell("register_indicator");
    Cell field = row.cell("register_field");
    Boolean publishes = cells.yesNo(row.cell("publishes_prevalence"));
    Boolean zeroReduces = cells.yesNo(row.cell("zero_register_reduces_maximum"));
    Boolean newlyDiagnosed = cells.yesNo(row.cell("newly_diagnosed"));
    Cell target = row.cell("target_population");
    String targetPopulation = target.blank() ? null : cells.listType(target);
    Cell linkedArea = row.optionalCell(LINKED_AREA);
    if (indicator.blank() && !field.blank()) {
      problems.add(
          indicator,
          "a register field is named without the indicator that delivers it.",
          "Write the indicator's code.");
    }
    if (code == null
        || name == null
        || domain == null
        || domainName == null
        || listType == null
        || publishes == null
        || zeroReduces == null
        || newlyDiagnosed == null
        || (targetPopulation == null && !target.blank())) {
      return null;
    }
    return new Group(
        code,
        name,
        domain,
        domainName,
        listType,
        indicator.blank() ? null : indicator.text(),
        field.blank() ? null : field.text(),
        publishes,
        zeroReduces,
        newlyDiagnosed,
        targetPopulation,
        linkedArea == null || linkedArea.blank() ? null : linkedArea.text());
  }

  private @Nullable String domain(Cell cell) {
    if (DOMAINS.contains(cell.text())) {
      return cell.text();
    }
    problems.add(
        cell,
        "'" + cell.text() + "' is not a domain.",
        NearestName.advice(
            cell.text(), DOMAINS, "Write one of " + String.join(", ", DOMAINS) + "."));
    return null;
  }
}
