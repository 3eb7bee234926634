package org.openqof.tables;

import java.util.List;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * The Parquet files of the look-up page. Counts only, at 32 bits: the page computes percentages
 * itself. See docs/adr/0018-look-up-page.md.
 */
public final class SiteFiles {
  private static final String GROUP = "Group.";
  private static final String INDICATOR = "Indicator.";

  /** Registers of practices and of the areas they lie in, bundle by bundle. */
  public static final FigureFile PREVALENCE =
      FigureFile.inBundles(
          "site_prevalence", "One register of one practice or area in one year.", GROUP);

  /** Registers of all practices in one year, register by register. */
  public static final FigureFile PREVALENCE_BY_SUBJECT =
      FigureFile.bySubject(
          "site_prevalence_by_subject",
          "One register of one practice; each register is a row group.",
          GROUP);

  /** Indicators of practices and of the areas they lie in, bundle by bundle. */
  public static final FigureFile ACHIEVEMENT =
      FigureFile.inBundles(
          "site_achievement", "One indicator of one practice or area in one year.", INDICATOR);

  /** Indicators of all practices in one year, indicator by indicator. */
  public static final FigureFile ACHIEVEMENT_BY_SUBJECT =
      FigureFile.bySubject(
          "site_achievement_by_subject",
          "One indicator of one practice; each indicator is a row group.",
          INDICATOR);

  private SiteFiles() {}

  /** All of them. */
  public static List<Table> all() {
    return List.of(
        PREVALENCE.table(),
        PREVALENCE_BY_SUBJECT.table(),
        ACHIEVEMENT.table(),
        ACHIEVEMENT_BY_SUBJECT.table());
  }

  /**
   * One file: its columns of counts begin with a rate's events and base. A bundle is a row group:
   * some neighbouring practices with all areas that any of them is compared with, so that a
   * practice and its comparisons are one request.
   *
   * @param table the descriptor
   * @param counts its columns of counts
   */
  public record FigureFile(Table table, List<Field> counts) {
    public FigureFile {
      counts = List.copyOf(counts);
    }

    private static FigureFile inBundles(String name, String sentence, String subject) {
      Table.Builder file = Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
      file.key().count("bundle", Unit.COUNT, "Number of the row group, from 0.");
      file.key()
          .text("place", "ODS code of the practice; of an area its level, a colon and its code.");
      file.key().text("subject", subject);
      file.key()
          .count(
              "start_year",
              Unit.COUNT,
              "Calendar year in which the financial year began, as 2023.");
      return ended(file, subject);
    }

    private static FigureFile bySubject(String name, String sentence, String subject) {
      Table.Builder file = Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
      file.key().text("subject", subject);
      file.key()
          .count(
              "practice_number", Unit.COUNT, "Position of the practice in the directory, from 0.");
      return ended(file, subject);
    }

    private static FigureFile ended(Table.Builder file, String subject) {
      List<Field> counts =
          subject.equals(GROUP)
              ? List.of(
                  file.optionalCount("register_size", Unit.PATIENTS, "Patients on the register."),
                  file.optionalCount(
                      "list_size", Unit.PATIENTS, "Registered patients of the group's list."))
              : List.of(
                  file.optionalCount(
                      "numerator", Unit.PATIENTS, "Patients who received the intervention."),
                  file.optionalCount(
                      "denominator", Unit.PATIENTS, "Patients eligible, net of adjustments."),
                  file.optionalCount("pca_count", Unit.PATIENTS, "Personalised care adjustments."));
      return new FigureFile(file.build(), counts);
    }
  }
}
