package org.openqof.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.gate.AcceptedFigures;
import org.openqof.recalculation.RunContext;
import org.openqof.recalculation.StagedParts;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.Manifest;
import org.openqof.store.Manifest.PublishedTable;
import org.openqof.store.Publication;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.Table.Tree;
import org.openqof.tables.Tables;

/**
 * Publishes one version of one year: payments and statistics, and a manifest that says from what.
 */
final class PublishYear {
  private final RunContext context;
  private final String rulebookDigest;

  /**
   * A publication.
   *
   * @param rulebookDigest digest of the rulebook that made the results, which need not be the one
   *     at hand
   */
  PublishYear(RunContext context, String rulebookDigest) {
    this.context = context;
    this.rulebookDigest = rulebookDigest;
  }

  /**
   * Records the publication of the version that is current where this run publishes, where the run
   * that put it there did not live to record it.
   *
   * @throws org.openqof.errors.QofException of kind CHECKS when it is not what the lake made, or a
   *     file of it was changed
   */
  static void recordUnrecorded(RunContext context, FinancialYear year) {
    int current = context.publication().latest(year).map(Publication.Latest::version).orElse(0);
    VersionState made = null;
    for (VersionState state : context.versions().states(year)) {
      if (state.version() == current && state.state() == State.PUBLISHED) {
        return;
      }
      made = state.version() == current && state.state() == State.RECALCULATED ? state : made;
    }
    if (made == null) {
      return;
    }
    context.ensureHeld();
    ensureSame(context, made);
    context.reached(
        State.PUBLISHED,
        new YearVersion(context.lake(), year, current),
        made.silverVersion(),
        made.identity(),
        made.rulebookDigest(),
        made.digests());
  }

  private static void ensureSame(RunContext context, VersionState made) {
    Publication publication = context.publication();
    String folder = publication.folder(made.year(), made.version());
    try {
      publication.verify(made.year(), made.version());
    } catch (QofException changed) {
      throw LakeErrors.otherPublication(
          context.lake().root(),
          made.year().toString(),
          made.version(),
          folder,
          "the files of its manifest",
          changed.problem() + " " + String.join(" ", changed.details()));
    }
    List<PublishedTable> tables =
        publication.manifest(made.year(), made.version()).map(Manifest::tables).orElse(List.of());
    Set<String> named = tables.stream().map(PublishedTable::name).collect(Collectors.toSet());
    for (String table : made.digests().keySet()) {
      // What the publication leaves out it cannot be found wrong in.
      if (!named.contains(table)
          && Tables.named(table).filter(each -> each.tree() != Tree.NOT_PUBLISHED).isPresent()) {
        throw LakeErrors.otherPublication(
            context.lake().root(),
            made.year().toString(),
            made.version(),
            folder,
            "table " + table,
            "no such table");
      }
    }
    for (PublishedTable table : tables) {
      String recorded = made.digests().getOrDefault(table.name(), "no rows");
      if (!recorded.equals(table.contentDigest())) {
        throw LakeErrors.otherPublication(
            context.lake().root(),
            made.year().toString(),
            made.version(),
            folder,
            "table %s with content digest %s".formatted(table.name(), recorded),
            table.contentDigest());
      }
    }
  }

  /**
   * Publishes and makes the version current.
   *
   * @param place the version
   * @param silverVersion version whose silver tables it was made from
   * @param identity digest of inputs, rulebook and code
   * @param digests content digest of each table
   * @param written files this run wrote, which need not be looked up or read again; may hold none
   * @param letThrough what people let through the gate of it, which counts today
   * @return the folder
   */
  String publish(
      YearVersion place,
      int silverVersion,
      String identity,
      Map<String, String> digests,
      StagedParts written,
      AcceptedFigures letThrough) {
    FinancialYear year = place.year();
    Lake lake = context.lake();
    context.progress().began(year.toString(), "publishing");
    context.ensureHeld();
    Map<String, String> inputs = new TreeMap<>();
    Block files = lake.read(Files.TABLE, year, silverVersion);
    for (int row = 0; row < files.rows(); row++) {
      inputs.put(files.textAt(Files.FILE_NAME, row), files.textAt(Files.FILE_DIGEST, row));
    }
    Map<String, Long> lakeVersions = new ConcurrentSkipListMap<>();
    Manifest manifest;
    Publication publication = context.publication();
    try (Publication.Draft draft = publication.begin(year, place.version(), context::ensureHeld)) {
      Tables.all().parallelStream()
          .filter(table -> digests.containsKey(table.name()))
          .forEach(
              table -> {
                lake.deltaVersion(table)
                    .ifPresent(version -> lakeVersions.put(table.name(), version));
                if (table.tree() != Tree.NOT_PUBLISHED) {
                  List<DataFile> known = written.files().get(table.name());
                  draft.add(
                      table, known == null ? lake.files(table, year, place.version()) : known);
                }
              });
      manifest =
          draft.publish(
              new Manifest.Origin(
                  context.runId(),
                  context.now().toString(),
                  context.engine(),
                  context.settings().codeVersion(),
                  rulebookDigest,
                  silverVersion,
                  inputs,
                  lakeVersions,
                  letThrough.words()),
              context::ensureHeld);
    }
    context.reached(State.PUBLISHED, place, silverVersion, identity, rulebookDigest, digests);
    context.progress().ended("%d tables".formatted(manifest.tables().size()));
    return publication.folder(year, place.version());
  }
}
