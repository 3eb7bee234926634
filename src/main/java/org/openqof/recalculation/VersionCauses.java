package org.openqof.recalculation;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.openqof.comparison.change.Cause;
import org.openqof.store.VersionState;
import org.openqof.tables.Files;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Tables;

/** Tells from the log of versions what one was made from otherwise than another. */
public final class VersionCauses {
  private VersionCauses() {}

  /**
   * What differs between two versions of a year. What files were called and which rows were refused
   * moves nothing and does not count; where nothing that is logged differs, the results of another
   * year that the version used must: base years.
   */
  public static Set<Cause> between(VersionState before, VersionState after) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (Table table : Tables.all()) {
      boolean frozen = table.layer() == Layer.SILVER;
      if (frozen && differs(table, before.digests(), after.digests())) {
        boolean values = table == IndicatorValues.TABLE || table == ManualEntries.TABLE;
        causes.add(values ? Cause.INPUT : Cause.REFERENCE);
      }
    }
    if (!before.rulebookDigest().equals(after.rulebookDigest())) {
      causes.add(Cause.RULEBOOK);
    }
    if (!before.codeVersion().equals(after.codeVersion())) {
      causes.add(Cause.CODE);
    }
    if (causes.isEmpty() && !sameFiles(before, after)) {
      causes.add(Cause.INPUT);
    }
    if (causes.isEmpty()) {
      causes.add(Cause.BASE_YEARS);
    }
    return causes;
  }

  /** A file sent again under another layout or role may change nothing but the list of files. */
  private static boolean sameFiles(VersionState before, VersionState after) {
    return !differs(Files.TABLE, before.digests(), after.digests())
        && !differs(RefusedRows.TABLE, before.digests(), after.digests());
  }

  private static boolean differs(
      Table table, Map<String, String> before, Map<String, String> after) {
    return !Objects.equals(before.get(table.name()), after.get(table.name()));
  }
}
