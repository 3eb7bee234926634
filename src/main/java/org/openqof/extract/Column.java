package org.openqof.extract;

import java.util.Locale;

/** What a column means, whatever its name was in an era. */
enum Column {
  PRACTICE,
  PRACTICE_NAME,
  QUALITY_SERVICE,
  ACHIEVEMENT_DATE,
  INDICATOR,
  FIELD,
  MEASURE,
  VALUE,
  SUBMIT_DATE,
  SUBMIT_TIME,
  LAST_SUBMISSION,
  REGISTER,
  ACHIEVED_POINTS,
  NUMERATOR,
  DENOMINATOR,
  PCAS,
  START_DATE,
  END_DATE,
  OPEN_DATE,
  CLOSE_DATE,
  STATUS,
  PRESCRIBING_SETTING,
  PCN_CODE,
  PCN_NAME,
  SUB_ICB_CODE,
  SUB_ICB_ONS_CODE,
  SUB_ICB_NAME,
  ICB_CODE,
  ICB_ONS_CODE,
  ICB_NAME,
  REGION_CODE,
  REGION_ONS_CODE,
  REGION_NAME,
  MAXIMUM_POINTS,
  DATE,
  PATIENTS,
  ORGANISATION_TYPE,
  SEX,
  AGE,
  AGE_GROUP,
  /** One column a year of age; its name carries the age. */
  MALE_AGES,
  /** One column a year of age; its name carries the age. */
  FEMALE_AGES,
  GROUP,
  LIST_TYPE,
  LIST_SIZE,
  POINTS,
  SHORT_NAME,
  TYPE,
  RULE,
  DESCRIPTION,
  YEAR,
  AREA,
  PRACTICES;

  /** The word used in layout files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
