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
    /** The descriptor. */
    public static final Table TABLE;

    /** NHS England region. */
    public static final Field REGION_ODS_CODE;

    /** Its ONS code. */
    public static final Field REGION_ONS_CODE;

    /** Its name. */
    public static final Field REGION_NAME;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Indicator. */
    public static final Field INDICATOR_CODE;

    /** What is measured. */
    public static final Field MEASURE;

    /** Patients or points. */
    public static final Field VALUE;

    static {
      Table.Builder file = file("ACHIEVEMENT", "One measure of one indicator of one practice.");
      REGION_ODS_CODE = file.text("REGION_ODS_CODE", "NHS England region; UNMAPPED where unknown.");
      REGION_ONS_CODE = file.optionalText("REGION_ONS_CODE", "Its ONS code.");
      REGION_NAME = file.text("REGION_NAME", "Its name.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      INDICATOR_CODE = file.text("INDICATOR_CODE", "Indicator.");
      MEASURE =
          file.text(
              "MEASURE",
              "REGISTER, NEWLY_DIAGNOSED, NUMERATOR, DENOMINATOR, PCAS or ACHIEVED_POINTS.");
      file.keyIs(PRACTICE_CODE, INDICATOR_CODE, MEASURE);
      VALUE =
          file.decimal(
              "VALUE",
              2,
              Unit.COUNT,
              "Patients, or points. From 2022-23 written with a decimal, 112.0, as NHS England does.");
      TABLE = file.build();
    }

    private Achievement() {}
  }

  /** Registers and lists by practice and group. */
  public static final class Prevalence {
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Group of the register. */
    public static final Field GROUP_CODE;

    /** Patients on the register. */
    public static final Field REGISTER;

    /** List the prevalence is measured against. */
    public static final Field PATIENT_LIST_TYPE;

    /** Registered patients of that type. */
    public static final Field PRACTICE_LIST_SIZE;

    static {
      Table.Builder file = file("PREVALENCE", "One register of one practice.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      GROUP_CODE = file.text("GROUP_CODE", "Group of the register.");
      file.endOfKey();
      REGISTER =
          file.optionalDecimal(
              "REGISTER",
              1,
              Unit.PATIENTS,
              "Patients on the register; blank where it was published blank. From 2022-23 written"
                  + " with a decimal, 112.0, as NHS England does.");
      PATIENT_LIST_TYPE =
          file.text("PATIENT_LIST_TYPE", "List the prevalence is measured against.");
      PRACTICE_LIST_SIZE =
          file.optionalCount(
              "PRACTICE_LIST_SIZE", Unit.PATIENTS, "Registered patients of that type.");
      TABLE = file.build();
    }

    private Prevalence() {}
  }

  /** Points each practice could earn. */
  public static final class OrganisationReference {
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Points it could earn. */
    public static final Field REVISED_MAX_POINTS;

    static {
      Table.Builder file = file("ORGANISATION_REFERENCE", "One practice.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      file.endOfKey();
      REVISED_MAX_POINTS =
          file.decimal(
              "REVISED_MAX_POINTS",
              2,
              Unit.POINTS,
              "Points it could earn: groups with an empty register taken out.");
      TABLE = file.build();
    }

    private OrganisationReference() {}
  }

  /** Indicators with points, group, domain and list type. */
  public static final class MappingIndicators {
    /** The descriptor. */
    public static final Table TABLE;

    /** Indicator. */
    public static final Field INDICATOR_CODE;

    /** Points available. */
    public static final Field INDICATOR_POINT_VALUE;

    /** Group of the indicator. */
    public static final Field GROUP_CODE;

    /** Its name. */
    public static final Field GROUP_DESCRIPTION;

    /** Domain of the group. */
    public static final Field DOMAIN_CODE;

    /** Its name. */
    public static final Field DOMAIN_DESCRIPTION;

    /** List of the indicator. */
    public static final Field PATIENT_LIST_TYPE;

    static {
      Table.Builder file = file("MAPPING_INDICATORS", "One indicator of the year.");
      INDICATOR_CODE = file.text("INDICATOR_CODE", "Indicator.");
      file.endOfKey();
      INDICATOR_POINT_VALUE =
          file.decimal("INDICATOR_POINT_VALUE", 2, Unit.POINTS, "Points available.");
      GROUP_CODE = file.text("GROUP_CODE", "Group of the indicator.");
      GROUP_DESCRIPTION = file.text("GROUP_DESCRIPTION", "Name of the group.");
      DOMAIN_CODE = file.text("DOMAIN_CODE", "Domain of the group.");
      DOMAIN_DESCRIPTION = file.text("DOMAIN_DESCRIPTION", "Name of the domain.");
      PATIENT_LIST_TYPE =
          file.text(
              "PATIENT_LIST_TYPE",
              "List of the group; from 2022-23 the indicator's own band where it has one.");
      TABLE = file.build();
    }

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
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Rule it failed. */
    public static final Field RULE;

    /** What the failure means. */
    public static final Field DESCRIPTION;

    static {
      Table.Builder file =
          file(
              "PRACTICE_VALIDATION_OUTCOMES",
              "One rule that keeps one practice out of the publication; every rule it failed, not"
                  + " only the first.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      RULE = file.text("RULE", "1 to 4 as NHS England numbers them; P1 to P4 of the payment.");
      file.endOfKey();
      DESCRIPTION = file.text("DESCRIPTION", "What is wrong.");
      TABLE = file.build();
    }

    private ValidationOutcomes() {}
  }

  /** Adjustments by practice, indicator and reason. */
  public static final class PracticePcas {
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Indicator. */
    public static final Field INDICATOR_CODE;

    /** Reason. */
    public static final Field PCA_NAME;

    /** Patients. */
    public static final Field PCA_COUNT;

    static {
      Table.Builder file =
          file(
              "PRACTICE_PCA_UNSUP",
              "One reason for personalised care adjustments of one indicator of one practice.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      INDICATOR_CODE = file.text("INDICATOR_CODE", "Indicator.");
      PCA_NAME =
          file.text(
              "PCA_NAME", "Short name of the reason; PCAS where only their sum was published.");
      file.endOfKey();
      PCA_COUNT = file.count("PCA_COUNT", Unit.PATIENTS, "Patients set aside for that reason.");
      TABLE = file.build();
    }

    private PracticePcas() {}
  }

  /** Coverage of the publication. */
  public static final class CoverageFile {
    /** The descriptor. */
    public static final Table TABLE;

    /** Practices published. */
    public static final Field CONTRIBUTING_PRACTICES;

    /** Practices that could have been. */
    public static final Field ACTIVE_PRACTICES;

    /** First divided by second, percent. */
    public static final Field COVERAGE;

    static {
      Table.Builder file = file("Coverage", "England.");
      CONTRIBUTING_PRACTICES =
          file.count("CONTRIBUTING_PRACTICES", Unit.PRACTICES, "Practices in the publication.");
      file.endOfKey();
      ACTIVE_PRACTICES =
          file.optionalCount(
              "ACTIVE_PRACTICES",
              Unit.PRACTICES,
              "Practices active at some time in the year; empty without a practice reference.");
      COVERAGE =
          file.optionalDecimal(
              "COVERAGE", 2, Unit.PERCENT, "Contributing divided by active practices.");
      TABLE = file.build();
    }

    private CoverageFile() {}
  }

  /** Points of each practice, for checking. */
  public static final class PointsByPractice {
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Its name. */
    public static final Field PRACTICE_NAME;

    /** Points earned. */
    public static final Field ACHIEVED_POINTS;

    /** Points of the framework. */
    public static final Field MAX_POINTS;

    /** Points it could earn. */
    public static final Field REVISED_MAX_POINTS;

    static {
      Table.Builder file = file("Achievement_points_by_practice", "One practice with its points.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      file.endOfKey();
      PRACTICE_NAME = file.text("PRACTICE_NAME", "Its name.");
      ACHIEVED_POINTS =
          file.optionalDecimal(
              "ACHIEVED_POINTS",
              2,
              Unit.POINTS,
              "Points earned; empty in a year without indicator values.");
      MAX_POINTS = file.decimal("MAX_POINTS", 2, Unit.POINTS, "Points of the whole framework.");
      REVISED_MAX_POINTS =
          file.decimal("REVISED_MAX_POINTS", 2, Unit.POINTS, "Points it could earn.");
      TABLE = file.build();
    }

    private PointsByPractice() {}
  }

  /** Every practice known of, published or not, and why. */
  public static final class PracticeStatus {
    /** The descriptor. */
    public static final Table TABLE;

    /** ODS code of the practice. */
    public static final Field PRACTICE_CODE;

    /** Its name. */
    public static final Field PRACTICE_NAME;

    /** Organisation status. */
    public static final Field STATUS;

    /** Opening date. */
    public static final Field OPEN_DATE;

    /** Closing date. */
    public static final Field CLOSE_DATE;

    /** Whether it is in the publication. */
    public static final Field PUBLISHED;

    /** All checks it failed. */
    public static final Field RULES_FAILED;

    static {
      Table.Builder file =
          file("Practice_status", "One practice of the year, whether published or not.");
      PRACTICE_CODE = file.text("PRACTICE_CODE", "ODS code of the practice.");
      file.endOfKey();
      PRACTICE_NAME = file.text("PRACTICE_NAME", "Its name.");
      STATUS =
          file.optionalText(
              "STATUS",
              "A active, C closed, D dormant, P proposed; empty without a practice reference.");
      OPEN_DATE = file.optionalDate("OPEN_DATE", "Opening date.");
      CLOSE_DATE = file.optionalDate("CLOSE_DATE", "Closing date.");
      PUBLISHED = file.flag("PUBLISHED", "Whether it is in the publication.");
      RULES_FAILED =
          file.optionalText("RULES_FAILED", "Every check it failed, separated by blanks.");
      TABLE = file.build();
    }

    private PracticeStatus() {}
  }

  /** What changed since last year, by group. */
  public static final class ChangeNotes {
    /** The descriptor. */
    public static final Table TABLE;

    /** Group. */
    public static final Field GROUP_CODE;

    /** Kind of change. */
    public static final Field NOTE_TYPE;

    /** The change in words. */
    public static final Field MESSAGE;

    static {
      Table.Builder file =
          file("INDICATOR_GROUP_CHANGE_NOTES", "One group that changed since the year before.");
      GROUP_CODE = file.text("GROUP_CODE", "Group.");
      file.endOfKey();
      NOTE_TYPE = file.text("NOTE_TYPE", "Kind of change.");
      MESSAGE = file.text("MESSAGE", "The change in words, as on the group's sheet.");
      TABLE = file.build();
    }

    private ChangeNotes() {}
  }
}
