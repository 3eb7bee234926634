package org.openqof.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Layout;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.PracticeReference.Source;

/** Rows of registered patients by age and sex: wide, by single year, or by five years of age. */
final class PatientListRows implements CsvRows.Handler {

  /** A column of the wide layout. */
  private record AgeColumn(int position, int female, int age) {}

  private final ReferenceStore store;
  private final List<AgeColumn> wide = new ArrayList<>();
  private final boolean fiveYears;

  PatientListRows(ReferenceStore store, Recognised file) {
    this.store = store;
    this.fiveYears = file.position(Column.AGE_GROUP) >= 0;
    if (file.position(Column.MALE_AGES) >= 0) {
      for (int i = 0; i < file.columnNames().size(); i++) {
        String name = file.columnNames().get(i).toUpperCase(Locale.ROOT);
        int at = name.lastIndexOf('_') + 1;
        int age = Layout.ageIn(name, name.substring(0, at));
        if (age >= 0) {
          wide.add(new AgeColumn(i, name.startsWith("F") ? 1 : 0, Math.min(age, AgeBand.OPEN)));
        }
      }
    }
  }

  @Override
  public void row(CsvRows row) {
    boolean ofPractice =
        row.file().position(Column.ORGANISATION_TYPE) < 0
            || row.text(Column.ORGANISATION_TYPE).equalsIgnoreCase("GP");
    if (!ofPractice) {
      return;
    }
    String practice = row.practice();
    LocalDate date = row.date(Column.DATE);
    if (date == null) {
      row.required(Column.DATE);
    }
    if (wide.isEmpty()) {
      longRow(row, practice, date);
    } else {
      wideRow(row, practice, date);
    }
  }

  private void wideRow(CsvRows row, String practice, @Nullable LocalDate date) {
    int[] counts = new int[wide.size()];
    for (int i = 0; i < counts.length; i++) {
      // A blank age is an age without patients.
      Integer count = row.countAt(wide.get(i).position());
      counts[i] = count == null ? 0 : count;
    }
    if (date == null || !row.sound()) {
      return;
    }
    AgeCounts ages = ages(practice, date);
    Source source = row.source();
    for (int i = 0; i < counts.length; i++) {
      AgeColumn column = wide.get(i);
      add(row, source, practice, ages, column.female(), column.age(), counts[i]);
    }
  }

  private void longRow(CsvRows row, String practice, @Nullable LocalDate date) {
    String sex = row.required(Column.SEX).toUpperCase(Locale.ROOT);
    Column ageColumn = fiveYears ? Column.AGE_GROUP : Column.AGE;
    String age = row.required(ageColumn).toUpperCase(Locale.ROOT);
    int patients = row.count(Column.PATIENTS);
    if (sex.equals("ALL") && age.equals("ALL") && date != null && row.sound()) {
      Sourced.put(store.on(date).published, practice, patients, row);
      return;
    }
    if (!sex.equals("MALE") && !sex.equals("FEMALE") && !sex.equals("ALL")) {
      row.refuse(RowRule.UNKNOWN_WORD, Column.SEX, "MALE, FEMALE or ALL");
    }
    int from = youngest(age);
    if (from < 0 && !age.equals("ALL")) {
      row.refuse(
          RowRule.UNKNOWN_WORD, ageColumn, fiveYears ? "0_4, 5_9 … 95+ or ALL" : "0 … 95+ or ALL");
    }
    // Totals over the ages or sexes repeat what the single rows say.
    if (date != null && row.sound() && from >= 0 && !sex.equals("ALL")) {
      AgeCounts ages = ages(practice, date);
      add(row, row.source(), practice, ages, sex.equals("FEMALE") ? 1 : 0, from, patients);
    }
  }

  private int youngest(String age) {
    String digits =
        fiveYears
            ? age.replaceFirst("^(\\d{1,3})[_-]\\d{1,3}$", "$1").replaceFirst("\\+$", "")
            : age.replaceFirst("\\+$", "");
    if (!digits.matches("\\d{1,3}")) {
      return -1;
    }
    int youngest = Integer.parseInt(digits);
    return youngest > AgeBand.OPEN || (fiveYears && youngest % 5 != 0) ? -1 : youngest;
  }

  private AgeCounts ages(String practice, LocalDate date) {
    ReferenceStore.OnDate on = store.on(date);
    return (fiveYears ? on.fiveYears : on.ages)
        .computeIfAbsent(practice, any -> new AgeCounts(fiveYears ? 5 : 1));
  }

  private static void add(
      CsvRows row,
      Source source,
      String practice,
      AgeCounts counts,
      int female,
      int age,
      int patients) {
    Integer before = counts.add(female, age, patients, source, row.fileName());
    if (before != null) {
      row.contradicts(
          counts.fileName(),
          counts.source().line(),
          practice + " has " + patients + " patients of age " + age,
          practice + " has " + before);
    }
  }
}
