package org.openqof.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.publication.LakeYear;
import org.openqof.publication.PublishedYears;
import org.openqof.publish.Files;
import org.openqof.publish.PublishErrors;
import org.openqof.publish.PublishedFile;
import org.openqof.publish.YearFigures;
import org.openqof.publish.site.BrowserParquet;
import org.openqof.publish.site.LookUpSite;
import org.openqof.publish.site.SiteYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.store.Lake;
import org.openqof.store.ReplacedFolder;
import org.openqof.store.VersionState;
import org.openqof.store.parquet.BrowserFile;
import org.openqof.store.place.Audience;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeComparators;
import org.openqof.tables.Table;

/** Makes the look-up page from the published versions of a lake. */
public final class BuildSite {
  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Supplier<Map<String, String>> bundle;
  private final Progress progress;

  /** Pages from a lake, around the bundled files of their source. */
  public BuildSite(
      Lake lake, Rulebooks rulebooks, Supplier<Map<String, String>> bundle, Progress progress) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.bundle = bundle;
    this.progress = progress;
  }

  /**
   * What was made.
   *
   * @param folder where it lies
   * @param years its years
   * @param practices practices that can be found
   * @param files its files
   */
  public record Made(
      String folder, List<FinancialYear> years, int practices, List<PublishedFile> files) {

    /** The same in a line for people. */
    public String line() {
      long bytes = files.stream().mapToLong(PublishedFile::bytes).sum();
      return "look-up page of %s: %,d practices, %d files, %,d KiB, in %s"
          .formatted(
              years.size() == 1
                  ? years.get(0)
                  : years.get(0) + " to " + years.get(years.size() - 1),
              practices,
              files.size(),
              bytes >> 10,
              folder);
    }
  }

  /**
   * Makes the page.
   *
   * @param chosen years to show; all that are published if empty
   * @param out its folder, which takes the place of a former page whole
   * @param dates what the page says of its dates
   * @throws org.openqof.errors.QofException when a year is not published, nothing is, the folder
   *     holds something else, or the page cannot be bundled; what was there before stays
   */
  public Made make(List<FinancialYear> chosen, String out, LookUpSite.Dates dates) {
    List<VersionState> states = states(chosen);
    URI place = Place.uri(out);
    String text = place.toString().replaceAll("/+$", "");
    String path = place.getPath().replaceAll("/+$", "");
    try (ReplacedFolder folder =
        ReplacedFolder.begin(
            URI.create(text.substring(0, text.lastIndexOf('/') + 1)),
            path.substring(path.lastIndexOf('/') + 1),
            LookUpSite.MANIFEST,
            Audience.EVERYONE)) {
      progress.began("site", "bundle");
      Map<String, String> page = bundle.get();
      progress.ended("%d files".formatted(page.size()));
      LookUpSite site =
          new LookUpSite(rulebooks.lineage(), rulebooks.statistics(), BuildSite::parquet);
      add(site, states);
      progress.began("site", "files");
      Files files = new Files(folder::create);
      site.write(files, page, dates);
      progress.ended("%d files".formatted(files.finished().size()));
      folder.exchange();
      return new Made(
          folder.place(),
          states.stream().map(VersionState::year).sorted().toList(),
          site.practices(),
          files.finished());
    }
  }

  private static BrowserParquet.Made parquet(Table table, List<Block> groups) {
    BrowserFile file = BrowserFile.of(table, groups);
    return new BrowserParquet.Made(file.content(), file.footer());
  }

  /** The versions to show, the latest year first. */
  private List<VersionState> states(List<FinancialYear> chosen) {
    PublishedYears years = new PublishedYears(lake, rulebooks);
    SortedMap<FinancialYear, VersionState> published = years.all();
    if (published.isEmpty()) {
      throw PublishErrors.nothingPublished(lake.root());
    }
    List<VersionState> states = new ArrayList<>();
    if (chosen.isEmpty()) {
      states.addAll(published.values());
    } else {
      new TreeSet<>(chosen).forEach(year -> states.add(years.get(year)));
    }
    Collections.reverse(states);
    return states;
  }

  private void add(LookUpSite site, List<VersionState> states) {
    PublishedYears years = new PublishedYears(lake, rulebooks);
    LakeYear latest = new LakeYear(lake, states.get(0));
    Rulebook latestRules = years.rulebook(states.get(0));
    for (VersionState state : states) {
      progress.began(state.year().toString(), "counts at every level");
      LakeYear rows = new LakeYear(lake, state);
      Rulebook rulebook = years.rulebook(state);
      YearFigures figures =
          state.year().equals(latestRules.year())
              ? YearFigures.asFrozen(rows, rulebook, null)
              : PublishedYears.recast(rows, rulebook, latest, latestRules, null);
      site.add(new SiteYear(state.version(), figures, bySize(rows, rulebook), rows));
      progress.ended("%,d practices".formatted(figures.places().size()));
    }
  }

  /** The year added up by tenths of practices instead of by areas. */
  private static YearFigures bySize(LakeYear rows, Rulebook rulebook) {
    Map<String, Geography> tenths = new HashMap<>();
    Block sizes = rows.read(PracticeComparators.TABLE);
    for (int row = 0; row < sizes.rows(); row++) {
      String tenth = sizes.textOrNull(PracticeComparators.LIST_SIZE_TENTH, row);
      if (tenth != null) {
        Geography.Area area = new Geography.Area(tenth, null, tenth);
        tenths.put(
            sizes.textAt(PracticeComparators.PRACTICE_CODE, row),
            new Geography(area, area, area, area));
      }
    }
    return YearFigures.recast(
        rows, rulebook, practice -> tenths.getOrDefault(practice, Geography.NONE), null);
  }
}
