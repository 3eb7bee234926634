package org.openqof.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.Block;

/** Registers of England year by year, each with what it may be compared with. */
public final class PrevalenceHistory {
  private PrevalenceHistory() {}

  /**
   * One year of one group.
   *
   * @param year the financial year
   * @param register patients on the register
   * @param list the list it is measured against; 0 where none was received
   * @param rate register divided by list; null when it is not a prevalence
   * @param newlyDiagnosed whether the register counts new diagnoses
   * @param verdict whether it may be compared with the year shown before it
   */
  public record Entry(
      FinancialYear year,
      long register,
      long list,
      @Nullable BigDecimal rate,
      boolean newlyDiagnosed,
      Verdict verdict) {

    /** Whether a line must not join it to the year shown before. */
    public boolean breaks() {
      return verdict.comparability() == Comparability.NOT_COMPARABLE;
    }
  }

  /**
   * The years of a group that have a register.
   *
   * @param years years in order
   * @param lineage how registers descend
   */
  public static List<Entry> of(Group group, List<EnglandYear> years, Lineage lineage) {
    List<Entry> entries = new ArrayList<>();
    EnglandYear last = null;
    for (EnglandYear year : years) {
      Block rows = year.groups();
      int row = england(rows, group.code());
      if (row < 0 || !rows.has(AreaGroups.REGISTER_SIZE, row)) {
        continue;
      }
      entries.add(
          new Entry(
              year.year(),
              rows.unscaledAt(AreaGroups.REGISTER_SIZE, row),
              rows.has(AreaGroups.LIST_SIZE, row) ? rows.unscaledAt(AreaGroups.LIST_SIZE, row) : 0,
              rows.decimalOrNull(AreaGroups.RAW_PREVALENCE, row),
              rows.flagAt(AreaGroups.NEWLY_DIAGNOSED, row),
              last == null ? Verdict.FIRST : register(last, year, group.code(), lineage)));
      last = year;
    }
    return entries;
  }

  private static int england(Block rows, String group) {
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(AreaGroups.LEVEL, row).equals(Level.ENGLAND.word())
          && rows.textAt(AreaGroups.GROUP_CODE, row).equals(group)) {
        return row;
      }
    }
    return -1;
  }

  private static Verdict register(
      EnglandYear earlier, EnglandYear later, String group, Lineage lineage) {
    String code = later.rulebook().group(group).map(Group::registerIndicator).orElse(null);
    return code == null
        ? new Verdict(Comparability.NOT_COMPARABLE, "no register in one of the years")
        : Verdict.of(lineage.compare(earlier.year(), code, later.year(), Compared.PREVALENCE));
  }
}
