package org.openqof.tables;

import java.util.List;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * The files of the official publication, column for column as NHS England names them today, for
 * every year. They are projections of tables of the lake.
 *
 * <p>One file because it is the descriptors of the official files, a column a line.
 */
public final class OfficialFiles {
  private OfficialFiles() {}

  /** All of them, in the order in which they are described. */
  public static List<Table> all() {
    return List.of(
        Achievement.TABLE,
        Prevalence.TABLE,
        OrganisationReference.TABLE,
        MappingIndicators.TABLE,
        MappingGeographies.TABLE,
        ValidationOutcomes.TABLE,
        PracticePcas.TABLE,
        CoverageFile.TABLE,
        PointsByPractice.TABLE,
        PracticeStatus.TABLE,
        ChangeNotes.TABLE);
  }

  private static Table.Builder file(String name, String sentence) {
    return Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
  }

  /** Achievement by practice, indicator and measure; one file a region and one for England. */
  public static final class Achievement {
    private static final Table.Builder COLUMNS =
        file("ACHIEVEMENT", "One measure of one indicator of one practice.");
    public static final Field REGION_ODS_CODE =
        COLUMNS.text("REGION_ODS_CODE", "NHS England region; UNMAPPED where unknown.");
    public static final Field REGION_ONS_CODE =
        COLUMNS.optionalText("REGION_ONS_CODE", "Its ONS code.");
    public static final Field REGION_NAME = COLUMNS.text("REGION_NAME", "Its name.");
    public static final Field PRACTICE_CODE =
        COLUMNS.text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field INDICATOR_CODE = COLUMNS.text("INDICATOR_CODE", "Indicator.");
    public static final Field MEASURE =
        COLUMNS.text(
            "MEASURE",
            "REGISTER, NEWLY_DIAGNOSED, NUMERATOR, DENOMINATOR, PCAS or ACHIEVED_POINTS.");
    public static final Field VALUE =
        COLUMNS.decimal(
            "VALUE",
            2,
            Unit.COUNT,
            "Patients, or points. From 2022-23 written with a decimal, 112.0, as NHS England does.");
    public static final Table TABLE = COLUMNS.keyIs(PRACTICE_CODE, INDICATOR_CODE, MEASURE).build();

    private Achievement() {}
  }

  /** Registers and lists by practice and group. */
  public static final class Prevalence {
    private static final Table.Builder COLUMNS =
        file("PREVALENCE", "One register of one practice.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field GROUP_CODE =
        COLUMNS.key().text("GROUP_CODE", "Group of the register.");
    public static final Field REGISTER =
        COLUMNS.optionalDecimal(
            "REGISTER",
            1,
            Unit.PATIENTS,
            "Patients on the register; blank where it was published blank. From 2022-23 written"
                + " with a decimal, 112.0, as NHS England does.");
    public static final Field PATIENT_LIST_TYPE =
        COLUMNS.text("PATIENT_LIST_TYPE", "List the prevalence is measured against.");
    public static final Field PRACTICE_LIST_SIZE =
        COLUMNS.optionalCount(
            "PRACTICE_LIST_SIZE", Unit.PATIENTS, "Registered patients of that type.");
    public static final Table TABLE = COLUMNS.build();

    private Prevalence() {}
  }

  /** Points each practice could earn. */
  public static final class OrganisationReference {
    private static final Table.Builder COLUMNS = file("ORGANISATION_REFERENCE", "One practice.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field REVISED_MAX_POINTS =
        COLUMNS.decimal(
            "REVISED_MAX_POINTS",
            2,
            Unit.POINTS,
            "Points it could earn: groups with an empty register taken out.");
    public static final Table TABLE = COLUMNS.build();

    private OrganisationReference() {}
  }

  /** Indicators with points, group, domain and list type. */
  public static final class MappingIndicators {
    private static final Table.Builder COLUMNS =
        file("MAPPING_INDICATORS", "One indicator of the year.");
    public static final Field INDICATOR_CODE = COLUMNS.key().text("INDICATOR_CODE", "Indicator.");
    public static final Field INDICATOR_POINT_VALUE =
        COLUMNS.decimal("INDICATOR_POINT_VALUE", 2, Unit.POINTS, "Points available.");
    public static final Field GROUP_CODE = COLUMNS.text("GROUP_CODE", "Group of the indicator.");
    public static final Field GROUP_DESCRIPTION =
        COLUMNS.text("GROUP_DESCRIPTION", "Name of the group.");
    public static final Field DOMAIN_CODE = COLUMNS.text("DOMAIN_CODE", "Domain of the group.");
    public static final Field DOMAIN_DESCRIPTION =
        COLUMNS.text("DOMAIN_DESCRIPTION", "Name of the domain.");
    public static final Field PATIENT_LIST_TYPE =
        COLUMNS.text(
            "PATIENT_LIST_TYPE",
            "List of the group; from 2022-23 the indicator's own band where it has one.");
    public static final Table TABLE = COLUMNS.build();

    private MappingIndicators() {}
  }

  /** Practices with their areas. */
  public static final class MappingGeographies {
    /** The descriptor; its columns are filled by name. */
    public static final Table TABLE;

    static {
      Table.Builder file = file("MAPPING_NHS_GEOGRAPHIES", "One practice with its areas.");
      // The order of columns is the official one; rows are sorted by practice.
      file.text("NAT_ONS_CODE", "ONS code of England.");
      file.text("NAT_CODE", "ENG.");
      file.text("NAT_COUNTRY", "England.");
      file.text("REGION_ODS_CODE", "NHS England region; UNMAPPED where unknown.");
      file.optionalText("REGION_ONS_CODE", "Its ONS code.");
      file.text("REGION_NAME", "Its name.");
      file.text("ICB_ODS_CODE", "Integrated care board (STP to 2020-21).");
      file.optionalText("ICB_ONS_CODE", "Its ONS code.");
      file.text("ICB_NAME", "Its name.");
      file.text("SUB_ICB_ODS_CODE", "Sub-ICB location (clinical commissioning group to 2021-22).");
      file.optionalText("SUB_ICB_ONS_CODE", "Its ONS code.");
      file.text("SUB_ICB_NAME", "Its name.");
      file.text("PCN_ODS_CODE", "Primary care network; U where the practice has none.");
      file.text("PCN_NAME", "Its name; Unallocated where the practice has none.");
      Field practice = file.text("PRACTICE_CODE", "ODS code of the practice; identifies the row.");
      file.text("PRACTICE_NAME", "Its name.");
      file.keyIs(practice);
      TABLE = file.build();
    }

    private MappingGeographies() {}
  }

  /** Practices that are not in the publication, with every rule they failed. */
  public static final class ValidationOutcomes {
    private static final Table.Builder COLUMNS =
        file(
            "PRACTICE_VALIDATION_OUTCOMES",
            "One rule that keeps one practice out of the publication; every rule it failed, not"
                + " only the first.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field RULE =
        COLUMNS.key().text("RULE", "1 to 4 as NHS England numbers them; P1 to P4 of the payment.");
    public static final Field DESCRIPTION = COLUMNS.text("DESCRIPTION", "What is wrong.");
    public static final Table TABLE = COLUMNS.build();

    private ValidationOutcomes() {}
  }

  /** Adjustments by practice, indicator and reason. */
  public static final class PracticePcas {
    private static final Table.Builder COLUMNS =
        file(
            "PRACTICE_PCA_UNSUP",
            "One reason for personalised care adjustments of one indicator of one practice.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field INDICATOR_CODE = COLUMNS.key().text("INDICATOR_CODE", "Indicator.");
    public static final Field PCA_NAME =
        COLUMNS
            .key()
            .text("PCA_NAME", "Short name of the reason; PCAS where only their sum was published.");
    public static final Field PCA_COUNT =
        COLUMNS.count("PCA_COUNT", Unit.PATIENTS, "Patients set aside for that reason.");
    public static final Table TABLE = COLUMNS.build();

    private PracticePcas() {}
  }

  /** Coverage of the publication. */
  public static final class CoverageFile {
    private static final Table.Builder COLUMNS = file("Coverage", "England.");
    public static final Field CONTRIBUTING_PRACTICES =
        COLUMNS
            .key()
            .count("CONTRIBUTING_PRACTICES", Unit.PRACTICES, "Practices in the publication.");
    public static final Field ACTIVE_PRACTICES =
        COLUMNS.optionalCount(
            "ACTIVE_PRACTICES",
            Unit.PRACTICES,
            "Practices active at some time in the year; empty without a practice reference.");
    public static final Field COVERAGE =
        COLUMNS.optionalDecimal(
            "COVERAGE", 2, Unit.PERCENT, "Contributing divided by active practices.");
    public static final Table TABLE = COLUMNS.build();

    private CoverageFile() {}
  }

  /** Points of each practice, for checking. */
  public static final class PointsByPractice {
    private static final Table.Builder COLUMNS =
        file("Achievement_points_by_practice", "One practice with its points.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field PRACTICE_NAME = COLUMNS.text("PRACTICE_NAME", "Its name.");
    public static final Field ACHIEVED_POINTS =
        COLUMNS.optionalDecimal(
            "ACHIEVED_POINTS",
            2,
            Unit.POINTS,
            "Points earned; empty in a year without indicator values.");
    public static final Field MAX_POINTS =
        COLUMNS.decimal("MAX_POINTS", 2, Unit.POINTS, "Points of the whole framework.");
    public static final Field REVISED_MAX_POINTS =
        COLUMNS.decimal("REVISED_MAX_POINTS", 2, Unit.POINTS, "Points it could earn.");
    public static final Table TABLE = COLUMNS.build();

    private PointsByPractice() {}
  }

  /** Every practice known of, published or not, and why. */
  public static final class PracticeStatus {
    private static final Table.Builder COLUMNS =
        file("Practice_status", "One practice of the year, whether published or not.");
    public static final Field PRACTICE_CODE =
        COLUMNS.key().text("PRACTICE_CODE", "ODS code of the practice.");
    public static final Field PRACTICE_NAME = COLUMNS.text("PRACTICE_NAME", "Its name.");
    public static final Field STATUS =
        COLUMNS.optionalText(
            "STATUS",
            "A active, C closed, D dormant, P proposed; empty without a practice reference.");
    public static final Field OPEN_DATE = COLUMNS.optionalDate("OPEN_DATE", "Opening date.");
    public static final Field CLOSE_DATE = COLUMNS.optionalDate("CLOSE_DATE", "Closing date.");
    public static final Field PUBLISHED =
        COLUMNS.flag("PUBLISHED", "Whether it is in the publication.");
    public static final Field RULES_FAILED =
        COLUMNS.optionalText("RULES_FAILED", "Every check it failed, separated by blanks.");
    public static final Table TABLE = COLUMNS.build();

    private PracticeStatus() {}
  }

  /** What changed since last year, by group. */
  public static final class ChangeNotes {
    private static final Table.Builder COLUMNS =
        file("INDICATOR_GROUP_CHANGE_NOTES", "One group that changed since the year before.");
    public static final Field GROUP_CODE = COLUMNS.key().text("GROUP_CODE", "Group.");
    public static final Field NOTE_TYPE = COLUMNS.text("NOTE_TYPE", "Kind of change.");
    public static final Field MESSAGE =
        COLUMNS.text("MESSAGE", "The change in words, as on the group's sheet.");
    public static final Table TABLE = COLUMNS.build();

    private ChangeNotes() {}
  }
}
