package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.extract.ReferenceData.PopulationCorrection;
import org.openqof.extract.form.Containers;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.LocalDecisions.Basis;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference.Source;
import org.openqof.tables.Block;
import org.openqof.tables.RefusedRows;

/** What people enter and decide about practices: read, judged together, refused with a remedy. */
public class EntriesTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final YearIndicators INDICATORS =
      new YearIndicators(Set.of("AF006", "AF007", "QI013"), Set.of("AF006", "AF007"));

  private static final String LIST =
      """
      QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT
      QOF2324,A81001,One,X,20230401,20240331
      QOF2324,A81002,Two,X,20230401,20240331
      QOF2324,A81003,Three,X,20230401,20231231
      """;
  private static final String MANUAL =
      "QUALITY_SERVICE,ORG_CODE,IND_CODE,FIELD_NAME,VALUE,ACH_DATE,BASIS,ENTERED_BY,ENTERED_ON\n";
  private static final String ADJUSTMENTS =
      "QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON\n";
  private static final String CORRECTIONS =
      "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION,REASON,APPROVER,APPROVED_ON\n";
  private static final String SUCCESSIONS = "FROM_PRACTICE,TO_PRACTICE,SUCCESSION_DATE,SHARE\n";
  private static final String PLANS =
      "QUALITY_SERVICE,PRACTICE_CODE,PLAN_AGREED,APPROVER,DECIDED_ON\n";
  private static final String STATES =
      "QUALITY_SERVICE,PRACTICE_CODE,STATE,VERSION,CHANGED_BY,CHANGED_AT,REASON\n";

  private static final String ENTRY =
      "QOF2324,A81001,QI013,Yes/No Flag,Y,20240331,manual_indicator,J Smith,02/04/2024\n";
  private static final String ADJUSTMENT =
      "QOF2324,A81001,,commissioner,,-120.50,late codes,R Jones,14/05/2024\n";
  private static final String CORRECTION = "A81001,20240101,9000,list cleaned,R Jones,14/05/2024\n";
  private static final String HALVES =
      "A81003,A81001,20240101,0.5\nA81003,A81002,20240101,0.500000\n";
  private static final String PLAN = "QOF2324,A81001,N,R Jones,14/05/2024\n";
  private static final String STATE =
      "QOF2324,A81001,declared,,J Smith,2024-06-03T09:15:00,agreed with the practice\n";

  private final ReferenceReader reader = new ReferenceReader();

  /** One sound file of each kind, by name. */
  static Map<String, String> samples() {
    Map<String, String> files = new TreeMap<>();
    files.put("MANUAL_ENTRY_2324.csv", MANUAL + ENTRY.repeat(4));
    files.put("ADJUSTMENTS_2324.csv", ADJUSTMENTS + ADJUSTMENT.repeat(4));
    files.put("CRP_CORRECTIONS_2324.csv", CORRECTIONS + CORRECTION.repeat(4));
    files.put("SUCCESSIONS_2324.csv", SUCCESSIONS + HALVES.repeat(3));
    files.put("AGREED_PLANS_2324.csv", PLANS + PLAN.repeat(4));
    files.put("STATE_CHANGES_2324.csv", STATES + STATE.repeat(4));
    return files;
  }

  /** Rows that break one rule of what people fill in and nothing else: file, header and rows. */
  public static Map<RowRule, List<String>> broken() {
    Map<RowRule, List<String>> rows = new EnumMap<>(RowRule.class);
    rows.put(
        RowRule.NOBODY_NAMED,
        List.of("ADJUSTMENTS_2324.csv", ADJUSTMENTS, ADJUSTMENT.replace("R Jones", " ")));
    rows.put(
        RowRule.POINTS_OR_POUNDS,
        List.of("ADJUSTMENTS_2324.csv", ADJUSTMENTS, ADJUSTMENT.replace(",-120.50", ",")));
    rows.put(
        RowRule.DEDUCTION_ABOVE_ZERO,
        List.of(
            "ADJUSTMENTS_2324.csv",
            ADJUSTMENTS,
            ADJUSTMENT.replace("commissioner,,-", "pms_deduction,,")));
    rows.put(
        RowRule.SHARES,
        List.of("SUCCESSIONS_2324.csv", SUCCESSIONS, "A81003,A81001,20240101,0.999999\n"));
    rows.put(
        RowRule.SAME_PRACTICE,
        List.of("SUCCESSIONS_2324.csv", SUCCESSIONS, "A81003,A81003,20240101,1\n"));
    rows.put(
        RowRule.NOT_MANUAL,
        List.of("MANUAL_ENTRY_2324.csv", MANUAL, ENTRY.replace("QI013", "AF006")));
    rows.put(
        RowRule.UNKNOWN_INDICATOR,
        List.of("MANUAL_ENTRY_2324.csv", MANUAL, ENTRY.replace("QI013", "QI099")));
    rows.put(
        RowRule.UNKNOWN_PRACTICE,
        List.of("AGREED_PLANS_2324.csv", PLANS, PLAN.replace("A81001", "A81009")));
    rows.put(
        RowRule.BOTH_REFUSED,
        List.of("AGREED_PLANS_2324.csv", PLANS, PLAN + PLAN.replace(",N,", ",Y,")));
    rows.put(
        RowRule.RELIEF,
        List.of(
            "ADJUSTMENTS_2324.csv",
            ADJUSTMENTS,
            ADJUSTMENT.replace("commissioner,,-120.50", "threshold_relief,,")));
    return rows;
  }

  @Test
  void everyRuleAboutWhatPeopleFillInRefusesItsRowsWithARemedy() {
    broken()
        .forEach(
            (rule, given) -> {
              List<String> refused =
                  refused(new ReferenceReader(), given.get(0), given.get(1) + given.get(2));
              assertThat(refused).as(rule.name()).isNotEmpty();
              assertThat(refused)
                  .allSatisfy(
                      row -> {
                        assertThat(row.split(" \\| ")[0]).endsWith(": " + rule.code());
                        assertThat(row).contains(rule.words()).contains("(" + rule.remedy() + ")");
                      });
            });
  }

  @Test
  void aRefusalNamesFileLineColumnFoundExpectedAndWhatToDo() {
    String line = ADJUSTMENT.replace("R Jones", "");
    assertThat(refused(reader, "ADJUSTMENTS_2324.csv", ADJUSTMENTS + ADJUSTMENT + line))
        .containsExactly(
            "3: R21 | R21 APPROVER: nobody is named who answers for it, found '', expected a name"
                + " (name who decided or entered it, and send the row again) | "
                + line.strip());
  }

  @Test
  void whatIsWrongWithARowByItselfAndBesideOthersIsToldTogether() {
    assertThat(
            reasons(
                "ADJUSTMENTS_2324.csv",
                ADJUSTMENTS
                    + "QOF2324,A8101,AF,bonus,1.001,1x,,,2024-13-01\n"
                    + "QOF2324,A81009,XX001,dispute,1,,one,R Jones,01/05/2024\n"
                    + "QOF2324,A81009,XX001,dispute,2,,one,R Jones,01/05/2024\n"))
        .containsExactly(
            "2: R02 R03 R04 R05 R06 R09 R15 R21 R22", "3: R27 R28 R29", "4: R27 R28 R29");
  }

  @Test
  void manualEntriesReachTheirPractice() {
    List<ManualEntry> entries =
        decisions(
                "MANUAL_ENTRY_2324.csv",
                MANUAL
                    + ENTRY
                    + "QOF2324,A81001,AF006,Numerator,80,20231231,closure,J Smith,2024-01-05\n"
                    + "QOF2324,A81001,AF006,AF Register,0,20231231,no_extract,J Smith,05/01/2024\n"
                    + "QOF2324,A81001,QI013,Yes/No Flag,no,20231231,closure,J Smith,05/01/2024\n")
            .manualEntries();

    assertThat(entries)
        .extracting(ManualEntry::indicatorCode, ManualEntry::kind, ManualEntry::value)
        .containsExactly(
            tuple("AF006", FieldKind.REGISTER, 0),
            tuple("AF006", FieldKind.NUMERATOR, 80),
            tuple("QI013", FieldKind.YES_NO, 0),
            tuple("QI013", FieldKind.YES_NO, 1));
    assertThat(entries.get(3))
        .isEqualTo(
            new ManualEntry(
                "QI013",
                "Yes/No Flag",
                FieldKind.YES_NO,
                YEAR.end(),
                1,
                Basis.MANUAL_INDICATOR,
                "J Smith",
                LocalDate.of(2024, 4, 2),
                new Source("digest of MANUAL_ENTRY_2324.csv", 2)));
  }

  @Test
  void anEntryMustFitItsIndicatorItsYearAndTheDictionaryOfReasons() {
    String automatic = ENTRY.replace("manual_indicator", "no_extract").replace("QI013", "AF006");
    Given.add(reader, "PCA_REFERENCE.csv", "SHORT_NAME,DESCRIPTION,TYPE\nPCA_ONE,One,PCA\n");
    assertThat(
            reasons(
                "MANUAL_ENTRY_2324.csv",
                MANUAL
                    + automatic
                    + automatic.replace("Yes/No Flag,Y", "Numeratr,1")
                    + automatic.replace("Yes/No Flag,Y", "PCA_ONE,1")
                    + ENTRY.replace("Yes/No Flag,Y", "Numerator,1")
                    + ENTRY.replace(",Y,", ",2,")
                    + ENTRY.replace(",Y,", ",,")
                    + ENTRY.replace("20240331", "20240401")
                    + automatic.replace("Yes/No Flag,Y", "Numerator,-1")
                    + ENTRY.replace("manual_indicator", "by hand")
                    + ENTRY.replace("J Smith", "")))
        .containsExactly(
            "2: R15", "3: R15", "5: R15", "6: R11", "7: R04", "8: R10", "9: R07", "10: R15",
            "11: R21");
  }

  @Test
  void inAYearWithoutACompleteRulebookNoIndicatorIsUnknown() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    Given.add(
        reader,
        "MANUAL_ENTRY_2324.csv",
        MANUAL + ENTRY.replace("QI013", "ORG001") + ENTRY.replace("QI013", "AF006"));
    ReferenceData data =
        reader.build(
            YEAR,
            YEAR.startOfFinalQuarter(),
            null,
            YEAR.next().start(),
            new YearIndicators(null, Set.of("AF006")));

    assertThat(entry(data, "A81001").manualEntries())
        .extracting(ManualEntry::indicatorCode)
        .containsExactly("ORG001");
    assertThat(late(data)).containsExactly("3: R26");
  }

  @Test
  void adjustmentsOfPointsAndPoundsReachTheirPracticeExactly() {
    List<Adjustment> adjustments =
        decisions(
                "ADJUSTMENTS_2324.csv",
                ADJUSTMENTS
                    + ADJUSTMENT
                    + "QOF2324,A81001,AF006,Dispute,+1.25,,upheld,R Jones,14/05/2024\n"
                    + "QOF2324,A81001,,PMS_DEDUCTION,-109,,baseline,R Jones,14/05/2024\n"
                    + "QOF2324,A81001,,pms_deduction,,0,none,R Jones,14/05/2024\n"
                    + "QOF2324,A81001,,one_off,,1000.1,top-up,R Jones,14/05/2024\n")
            .adjustments();

    assertThat(adjustments)
        .extracting(
            Adjustment::subject, Adjustment::kind, Adjustment::points, Adjustment::amountGbp)
        .containsExactly(
            tuple("AF006", AdjustmentKind.DISPUTE, new BigDecimal("1.25"), null),
            tuple("TOTAL", AdjustmentKind.COMMISSIONER, null, new BigDecimal("-120.50")),
            tuple("TOTAL", AdjustmentKind.ONE_OFF, null, new BigDecimal("1000.10")),
            tuple("TOTAL", AdjustmentKind.PMS_DEDUCTION, new BigDecimal("-109.00"), null),
            tuple("TOTAL", AdjustmentKind.PMS_DEDUCTION, null, new BigDecimal("0.00")));
  }

  @Test
  void bothOrNeitherOfPointsAndPoundsIsRefused() {
    assertThat(
            reasons(
                "ADJUSTMENTS_2324.csv",
                ADJUSTMENTS
                    + ADJUSTMENT.replace(",,-120.50", ",1,-120.50")
                    + ADJUSTMENT.replace(",,-120.50", ",,")
                    + ADJUSTMENT
                    + ADJUSTMENT.replace("commissioner,,-120.50", "pms_deduction,0.01,")))
        .containsExactly("2: R22", "3: R22", "5: R23");
  }

  @Test
  void twoCorrectionsThatContradictEachOtherAreBothRefusedWhateverFileTheyAreIn() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    Given.add(reader, "a/ADJUSTMENTS_2324.csv", ADJUSTMENTS + ADJUSTMENT + ADJUSTMENT);
    Given.add(
        reader,
        "b/ADJUSTMENTS_2324.csv",
        ADJUSTMENTS
            + ADJUSTMENT.replace("120.50", "120.51")
            + ADJUSTMENT.replace("late codes", "other codes"));
    ReferenceData data = build(reader);

    assertThat(entry(data, "A81001").adjustments())
        .extracting(Adjustment::reason)
        .containsExactly("other codes");
    assertThat(data.refusedEntries()).hasSize(2);
    Block first = refused(data, "digest of a/ADJUSTMENTS_2324.csv");
    assertThat(Given.reasons(first)).containsExactly("2: R29", "3: R29");
    assertThat(first.textAt(RefusedRows.EXPLANATION, 0))
        .isEqualTo(
            "R29 REASON: contradicts another row, and both are refused, found '-120.50 pounds"
                + " approved by R Jones on 2024-05-14', expected the same as on line 2 of"
                + " b/ADJUSTMENTS_2324.csv, which says -120.51 pounds approved by R Jones on"
                + " 2024-05-14 (decide which one is meant, and send that one alone)");
    assertThat(first.textAt(RefusedRows.RAW_LINE, 0)).isEqualTo(ADJUSTMENT.strip());
    assertThat(Given.reasons(refused(data, "digest of b/ADJUSTMENTS_2324.csv")))
        .containsExactly("2: R29");
  }

  @Test
  void twoEqualAmountsOfOneReasonByTwoApproversAreRefusedForTheyMayBeTwo() {
    assertThat(
            reasons(
                "ADJUSTMENTS_2324.csv",
                ADJUSTMENTS + ADJUSTMENT + ADJUSTMENT.replace("R Jones", "S Green")))
        .containsExactly("2: R29", "3: R29");
  }

  @Test
  void rowsThatSayTheSameAreAcceptedAndCountOnce() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    samples()
        .forEach(
            (name, text) -> {
              ReferenceCounts counts = Given.add(reader, name, text);
              assertThat(counts.rowsAccepted())
                  .as(name)
                  .isEqualTo(counts.rowsRead())
                  .isGreaterThan(3);
            });
    ReferenceData data = build(reader);

    assertThat(data.refusedEntries()).isEmpty();
    LocalDecisions decisions = entry(data, "A81001");
    assertThat(decisions.manualEntries()).hasSize(1);
    assertThat(decisions.adjustments()).hasSize(1);
    assertThat(decisions.successions()).hasSize(1);
    assertThat(data.populationCorrections()).hasSize(1);
    assertThat(decisions.planAgreed()).isFalse();
    assertThat(reader.stateChanges(YEAR)).as("a recorded line is a line").hasSize(4);
  }

  @Test
  void aPlanIsAgreedUnlessSomebodySaysOtherwise() {
    assertThat(decisions("AGREED_PLANS_2324.csv", PLANS + PLAN).plan())
        .isEqualTo(
            new AgreedPlan(
                false,
                "R Jones",
                LocalDate.of(2024, 5, 14),
                new Source("digest of AGREED_PLANS_2324.csv", 2)));
    assertThat(entry(build(reader), "A81002").planAgreed()).isTrue();
    assertThat(reasons("AGREED_PLANS_2324.csv", PLANS + PLAN.replace(",N,", ",perhaps,")))
        .containsExactly("2: R11");
  }

  @Test
  void aSplitIsKnownToThePracticeThatGaveAndToThoseThatTook() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    Given.add(
        reader,
        "SUCCESSIONS_2324.csv",
        SUCCESSIONS + "A81003,A81001,20240101,0.333334\nA81003,A81002,01/01/2024,.666666\n");
    ReferenceData data = build(reader);

    assertThat(entry(data, "A81003").successions())
        .containsExactly(
            new Succession(
                "A81003",
                "A81001",
                LocalDate.of(2024, 1, 1),
                new BigDecimal("0.333334"),
                new Source("digest of SUCCESSIONS_2324.csv", 2)),
            new Succession(
                "A81003",
                "A81002",
                LocalDate.of(2024, 1, 1),
                new BigDecimal("0.666666"),
                new Source("digest of SUCCESSIONS_2324.csv", 3)));
    assertThat(entry(data, "A81002").successions())
        .isEqualTo(entry(data, "A81003").successions().subList(1, 2));
    assertThat(data.refusedEntries()).isEmpty();
  }

  @Test
  void sharesThatAreNotTheWholeOfAPracticeOnOneDayRefuseAllItsRowsAndNoOthers() {
    String one = "A81003,A81001,20240101,";
    String other = "A81003,A81002,20240101,";
    String untouched = "A81002,A81001,20231001,1\n";
    Map<String, List<String>> cases = new LinkedHashMap<>();
    cases.put(one + "0.5\n" + other + "0.499999\n", List.of("3: R24", "4: R24"));
    cases.put(one + "0.5\n" + other + "0.500001\n", List.of("3: R24", "4: R24"));
    cases.put(one + "1\n" + one + "1\n", List.of());
    cases.put(one + "1\n" + other.replace("0101", "0102") + "1\n", List.of("3: R24", "4: R24"));
    cases.put(one + "0.5\n" + other.replace("0101", "0102") + "0.5\n", List.of("3: R24", "4: R24"));
    cases.put(
        one + "0.5\n" + one + "0.4\n" + other + "0.5\n", List.of("3: R29", "4: R29", "5: R24"));
    cases.put(one + "0.5\n" + "A81003,A81009,20240101,0.5\n", List.of("3: R24", "4: R28"));
    cases.put(one + "0.5\n" + "A81003,A81003,20240101,0.5\n", List.of("3: R24", "4: R25"));
    cases.put(one + "0\n" + other + "1.000001\n", List.of("3: R08", "4: R08"));
    cases.put(one + "-1\n" + other + "0.1234567\n", List.of("3: R08", "4: R06"));
    cases.put(one + "\n" + other + "half\n", List.of("3: R04", "4: R05"));
    cases.forEach(
        (rows, expected) -> {
          ReferenceReader own = new ReferenceReader();
          List<String> refused =
              refused(own, "SUCCESSIONS_2324.csv", SUCCESSIONS + untouched + rows);
          assertThat(refused)
              .as(rows)
              .extracting(row -> row.split(" \\| ")[0])
              .containsExactlyElementsOf(expected);
          assertThat(entry(build(own), "A81002").successions())
              .as("another practice's whole stands")
              .anyMatch(succession -> succession.fromPractice().equals("A81002"));
        });
  }

  @Test
  void correctionsGoBeforeTheCountAndKeepIt() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    Given.add(
        reader,
        "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
        """
        PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION
        A81001,20240101,9100
        A81002,20240101,8000
        """);
    Given.add(
        reader,
        "CRP_CORRECTIONS_2324.csv",
        CORRECTIONS + CORRECTION + "A81002,20231001,1,old quarter,R Jones,14/05/2024\n");

    assertThat(build(reader).populationCorrections())
        .containsExactly(
            new PopulationCorrection(
                "A81002",
                LocalDate.of(2023, 10, 1),
                1,
                null,
                "old quarter",
                "R Jones",
                LocalDate.of(2024, 5, 14),
                new Source("digest of CRP_CORRECTIONS_2324.csv", 3)),
            new PopulationCorrection(
                "A81001",
                LocalDate.of(2024, 1, 1),
                9000,
                9100,
                "list cleaned",
                "R Jones",
                LocalDate.of(2024, 5, 14),
                new Source("digest of CRP_CORRECTIONS_2324.csv", 2)));
  }

  @Test
  void twoCountsForOneDayAreBothRefusedAndTheExtractsStands() {
    Given.add(
        reader,
        "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
        "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION\nA81001,20240101,9100\n");
    assertThat(
            reasons(
                "CRP_CORRECTIONS_2324.csv",
                CORRECTIONS
                    + CORRECTION
                    + CORRECTION.replace("9000", "9001")
                    + CORRECTION.replace("20240101", "20240402")
                    + CORRECTION.replace("20240101", "20240401")))
        .containsExactly("2: R29", "3: R29", "4: R10");
    assertThat(populations(build(reader)))
        .containsEntry("A81001", "9100 on 2024-01-01 PAYMENT_EXTRACT");
  }

  @Test
  void everyPracticeIsCountedOnItsOwnDateAndACorrectionForThatDateGoesFirst() {
    Given.add(
        reader,
        "FINAL_PRACTICE_LIST.csv",
        """
        QUALITY_SERVICE,SP_ORG_CODE,PART_ST_DT,PART_ED_DT
        QOF2324,A81001,20230401,20240331
        QOF2324,A81002,20230401,20231231
        QOF2324,A81003,20230401,20231231
        QOF2324,A81004,20240115,20240331
        QOF2324,A81005,20240115,20240331
        QOF2324,A81006,20240115,20240331
        QOF2324,A81007,20230401,20240331
        QOF2324,A81008,20230401,20240331
        QOF2324,A81009,20230401,20231231
        QOF2324,A81010,20240115,20240331
        """);
    Given.add(
        reader,
        "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
        """
        PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION
        A81001,20230401,1
        A81001,20240101,1000
        A81002,20231001,2000
        A81002,20240101,2
        A81003,20240101,3
        A81004,20240101,4
        A81004,20240115,4000
        A81004,20240201,5
        A81005,20240101,6
        A81005,20240201,5000
        A81005,20240401,7
        A81006,20240402,8
        A81007,20240102,9
        A81008,20240101,8000
        A81009,20231001,10
        A81010,20240401,11
        """);
    Given.add(
        reader,
        "CRP_CORRECTIONS_2324.csv",
        CORRECTIONS
            + "A81001,20230401,12,another date,R Jones,14/05/2024\n"
            + "A81008,20240101,8001,list cleaned,R Jones,14/05/2024\n"
            + "A81009,20231001,9001,list cleaned,R Jones,14/05/2024\n"
            + "A81010,20240301,10001,never counted,R Jones,14/05/2024\n");

    assertThat(populations(build(reader)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "A81001", "1000 on 2024-01-01 PAYMENT_EXTRACT",
                "A81002", "2000 on 2023-10-01 PAYMENT_EXTRACT",
                "A81003", "none",
                "A81004", "4000 on 2024-01-15 PAYMENT_EXTRACT",
                "A81005", "5000 on 2024-02-01 PAYMENT_EXTRACT",
                "A81006", "none",
                "A81007", "none",
                "A81008", "8001 on 2024-01-01 COMMISSIONER_CORRECTION",
                "A81009", "9001 on 2023-10-01 COMMISSIONER_CORRECTION",
                "A81010", "10001 on 2024-03-01 COMMISSIONER_CORRECTION"));
  }

  @Test
  void filesThatNameNoYearSpeakOfTheYearsOfTheirDates() {
    Given.add(
        reader,
        "CRP_CORRECTIONS.csv",
        CORRECTIONS
            + CORRECTION
            + CORRECTION.replace("9000", "9001")
            + CORRECTION.replace("20240101", "20230101"));
    Given.add(
        reader,
        "SUCCESSIONS.csv",
        SUCCESSIONS + "A81002,A81001,20230601,1\nA81002,A81001,20220601,1\n");

    assertThat(late(build(reader))).containsExactly("2: R29", "3: R29");
    assertThat(build(reader).populationCorrections()).isEmpty();
    ReferenceData before =
        reader.build(
            YEAR.previous(), YEAR.previous().startOfFinalQuarter(), null, YEAR.start(), INDICATORS);
    assertThat(late(before)).isEmpty();
    assertThat(before.populationCorrections()).hasSize(1);
    assertThat(entry(before, "A81002").successions()).hasSize(1);
    assertThat(build(reader).populationAtAverageDate())
        .as("the average list of a year is counted in the year before")
        .containsExactly(Map.entry("A81001", 9000));
  }

  @Test
  void stateChangesAreReadAndNotJudged() {
    ReferenceCounts counts =
        Given.add(
            reader,
            "STATE_CHANGES_2324.csv",
            STATES
                + STATE
                + STATE.replace("declared,,", "Paid,3,")
                + STATE.replace("declared", "lost")
                + STATE.replace("J Smith", "")
                + STATE.replace("2024-06-03T09:15:00", "03/06/2024")
                + STATE.replace("agreed with the practice", "")
                + STATE.replace("declared,,", "declared,0,"));

    assertThat(Given.reasons(counts.refused()))
        .containsExactly("4: R15", "5: R21", "6: R09", "7: R04", "8: R08");
    assertThat(reader.stateChanges(YEAR))
        .containsExactly(
            new StateChange(
                YEAR,
                "A81001",
                "declared",
                null,
                "J Smith",
                LocalDateTime.of(2024, 6, 3, 9, 15),
                "agreed with the practice",
                "STATE_CHANGES_2324.csv",
                new Source("digest of STATE_CHANGES_2324.csv", 2),
                STATE.strip()),
            new StateChange(
                YEAR,
                "A81001",
                "paid",
                3,
                "J Smith",
                LocalDateTime.of(2024, 6, 3, 9, 15),
                "agreed with the practice",
                "STATE_CHANGES_2324.csv",
                new Source("digest of STATE_CHANGES_2324.csv", 3),
                STATE.replace("declared,,", "Paid,3,").strip()));
    assertThat(reader.stateChanges(YEAR.next())).isEmpty();
  }

  @Test
  void aFileIsReadWhateverItsEncodingLineEndsAndOrderOfColumns() {
    String text =
        """
        APPROVER,reason,KIND,AMOUNT_GBP,POINTS,IND_CODE,PRACTICE_CODE,QUALITY_SERVICE,APPROVED_ON

        "Ren\u00e9e, ""R"" Jones",overpaid \u2013 agreed,dispute,-5,,,A81001,QOF2324,14/05/2024

        R Jones,late,dispute,7,,,A81002,QOF2324,14/05/2024"""
            .replace("\n", "\r\n");
    byte[] windows = text.getBytes(Charset.forName("windows-1252"));
    byte[] marked = Given.bytes("\ufeff" + text);
    for (byte[] content : List.of(windows, marked)) {
      ReferenceReader own = new ReferenceReader();
      Given.add(own, "FINAL_PRACTICE_LIST.csv", LIST);
      ReferenceCounts counts = Given.add(own, "whatever it is called.csv", content);

      assertThat(counts.rowsRead()).isEqualTo(2);
      assertThat(counts.rowsAccepted()).isEqualTo(2);
      Adjustment adjustment = entry(build(own), "A81001").adjustments().get(0);
      assertThat(adjustment.approver()).isEqualTo("Ren\u00e9e, \"R\" Jones");
      assertThat(adjustment.reason()).isEqualTo("overpaid \u2013 agreed");
      assertThat(adjustment.source().line()).isEqualTo(3);
    }
  }

  @Test
  void filesAreReadInsideArchives() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      for (Map.Entry<String, String> file : samples().entrySet()) {
        out.putNextEntry(new ZipEntry("decisions/" + file.getKey()));
        out.write(Given.bytes(file.getValue()));
      }
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(Given.bytes(PLANS + PLAN));
    }

    assertThat(walk("decisions.zip", zip.toByteArray()))
        .containsExactlyInAnyOrder(
            Role.MANUAL_ENTRY,
            Role.ADJUSTMENTS,
            Role.CRP_CORRECTIONS,
            Role.SUCCESSIONS,
            Role.AGREED_PLANS,
            Role.STATE_CHANGES);
    assertThat(walk("AGREED_PLANS_2324.csv.gz", gzip.toByteArray()))
        .containsExactly(Role.AGREED_PLANS);
  }

  private static List<Role> walk(String name, byte[] content) {
    List<Role> roles = new ArrayList<>();
    new Containers(Limits.defaults())
        .walk(
            name,
            new ByteArrayInputStream(content),
            new Containers.Visitor() {
              @Override
              public void file(String file, InputStream in) {
                try {
                  byte[] bytes = in.readAllBytes();
                  Recognised recognised = Given.LAYOUTS.recognise(file, bytes, bytes.length);
                  assertThat(recognised.year()).as(file).isEqualTo(YEAR);
                  roles.add(recognised.role());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }

              @Override
              public void skipped(String file, String reason) {
                throw new AssertionError(file + ": " + reason);
              }
            });
    return roles;
  }

  @Test
  void anUnknownColumnRefusesTheFileAndSaysWhatToAdd() {
    assertThatThrownBy(
            () -> Given.add(reader, "SUCCESSIONS_2324.csv", "NOTE," + SUCCESSIONS.strip() + "\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("found: NOTE")
        .hasMessageContaining("successions: ignored: [NOTE]");
  }

  @Test
  void aFileThatLostAColumnIsNotTakenForAnExtract() {
    assertThatThrownBy(
            () ->
                Given.add(
                    reader,
                    "CRP_CORRECTIONS_2324.csv",
                    "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION\nA81001,20240101,1\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("crp_corrections")
        .hasMessageContaining("REASON; APPROVER; APPROVED_ON");
  }

  @Test
  void theExamplesOfTheDocumentAreReadAsTheyStand() throws IOException {
    String document = Files.readString(Path.of("docs/inputs.md"));
    Set<Role> read = new TreeSet<>();
    Matcher example = Pattern.compile("```\\n([A-Z_]+,.*?)```", Pattern.DOTALL).matcher(document);
    while (example.find()) {
      byte[] content = Given.bytes(example.group(1));
      Recognised file = Given.LAYOUTS.recognise("example.csv", content, content.length);
      ReferenceCounts counts = Given.add(reader, file.layout() + ".csv", content);
      assertThat(counts.rowsAccepted()).as(file.layout()).isPositive().isEqualTo(counts.rowsRead());
      assertThat(read.add(file.role())).isTrue();
    }
    assertThat(read)
        .containsExactlyElementsOf(
            Arrays.stream(Role.values()).filter(Role::isFilledInByPeople).toList());
    YearIndicators indicators =
        new YearIndicators(Set.of("AF001", "AF006", "QI013"), Set.of("AF001", "AF006"));
    for (FinancialYear year : List.of(FinancialYear.of("2021-22"), YEAR)) {
      assertThat(
              late(
                  reader.build(
                      year, year.startOfFinalQuarter(), null, year.next().start(), indicators)))
          .isEmpty();
    }
  }

  @Test
  void aTemplateWithoutRowsNeedsNoYear() {
    assertThat(Given.add(reader, "ADJUSTMENTS.csv", ADJUSTMENTS).rowsRead()).isZero();
    assertThatThrownBy(
            () ->
                Given.add(
                    reader, "ADJUSTMENTS.csv", ADJUSTMENTS + ADJUSTMENT.replace("QOF2324", "")))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("year");
  }

  /** Refused rows of the only file given alongside the practice list. */
  private List<String> reasons(String name, String text) {
    return refused(reader, name, text).stream().map(row -> row.split(" \\| ")[0]).toList();
  }

  private static List<String> refused(ReferenceReader reader, String name, String text) {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    ReferenceCounts counts = Given.add(reader, name, text);
    Map<Integer, String> byLine = new TreeMap<>();
    words(counts.refused(), byLine);
    ReferenceData data = build(reader);
    Block late = data.refusedEntries().get("digest of " + name);
    if (late != null) {
      words(late, byLine);
      assertThat((long) late.rows()).isLessThanOrEqualTo(counts.rowsAccepted());
    }
    assertThat(byLine)
        .as("no row is refused twice")
        .hasSize(counts.refused().rows() + (late == null ? 0 : late.rows()));
    return List.copyOf(byLine.values());
  }

  private static void words(Block refused, Map<Integer, String> byLine) {
    for (int row = 0; row < refused.rows(); row++) {
      int line = refused.countAt(RefusedRows.LINE_NUMBER, row);
      byLine.put(
          line,
          line
              + ": "
              + refused.textAt(RefusedRows.REASONS, row)
              + " | "
              + refused.textAt(RefusedRows.EXPLANATION, row)
              + " | "
              + refused.textAt(RefusedRows.RAW_LINE, row));
    }
  }

  private static List<String> late(ReferenceData data) {
    return data.refusedEntries().values().stream()
        .flatMap(rows -> Given.reasons(rows).stream())
        .toList();
  }

  private static Block refused(ReferenceData data, String digest) {
    Block rows = data.refusedEntries().get(digest);
    if (rows == null) {
      throw new AssertionError("nothing of " + digest + " is refused");
    }
    return rows;
  }

  private LocalDecisions decisions(String name, String text) {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST);
    Given.add(reader, name, text);
    ReferenceData data = build(reader);
    assertThat(late(data)).isEmpty();
    return entry(data, "A81001");
  }

  private static Map<String, String> populations(ReferenceData data) {
    Map<String, String> populations = new TreeMap<>();
    data.practices()
        .forEach(
            (code, practice) -> {
              var population = practice.population();
              populations.put(
                  code,
                  population == null
                      ? "none"
                      : population.patients()
                          + " on "
                          + population.date()
                          + " "
                          + population.basis());
            });
    return populations;
  }

  private static LocalDecisions entry(ReferenceData data, String practice) {
    var reference = data.practices().get(practice);
    if (reference == null) {
      throw new AssertionError(practice + " is not among " + data.practices().keySet());
    }
    return reference.decisions();
  }

  private static ReferenceData build(ReferenceReader reader) {
    return reader.build(
        YEAR,
        YEAR.startOfFinalQuarter(),
        YEAR.previous().startOfFinalQuarter(),
        YEAR.next().start(),
        INDICATORS);
  }
}
