package org.openqof.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.store.Publication;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Tree;
import org.openqof.tables.Tables;

/** Publishes one version of one year: payments and statistics, and a manifest that says from what. */
final class PublishYear {
  private final RunContext context;
  private final Rulebook rulebook;

  PublishYear(RunContext context, Rulebook rulebook) {
    this.context = context;
    this.rulebook = rulebook;
  }

  /** Where a version is published. */
  static String folder(RunContext context, FinancialYear year, int version) {
    return Publication.folder(context.settings().published(), year, version);
  }

  /**
   * Publishes and makes the version current.
   *
   * @param place the version
   * @param silverVersion version whose silver tables it was made from
   * @param identity digest of inputs, rulebook and code
   * @param digests content digest of each table
   * @param engine engine that made it
   * @return the folder
   */
  String publish(
      YearVersion place,
      int silverVersion,
      String identity,
      Map<String, String> digests,
      String engine) {
    FinancialYear year = place.year();
    context.progress().began(year.toString(), "publishing");
    List<Table> tables = new ArrayList<>();
    for (Table table : Tables.all()) {
      if (table.tree() != Tree.NOT_PUBLISHED && digests.containsKey(table.name())) {
        tables.add(table);
      }
    }
    Block files = context.lake().read(Files.TABLE, year, silverVersion);
    Map<String, String> inputs = new TreeMap<>();
    for (int row = 0; row < files.rows(); row++) {
      inputs.put(files.textAt(Files.FILE_NAME, row), files.textAt(Files.FILE_DIGEST, row));
    }
    String folder =
        new Publication(context.lake(), context.settings().published())
            .publish(
                year,
                place.version(),
                tables,
                new Publication.Origin(
                    context.runId(),
                    identity,
                    engine,
                    context.settings().codeVersion(),
                    rulebook.digest(),
                    silverVersion,
                    inputs,
                    digests));
    context.record(place, silverVersion, "published", engine, identity, rulebook, digests);
    context.progress().ended("%d tables".formatted(tables.size()));
    return folder;
  }
}
