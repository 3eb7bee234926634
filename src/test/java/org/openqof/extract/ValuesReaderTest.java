package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openqof.engine.ReadPart;
import org.openqof.errors.QofException;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RecordChunks;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.FieldKind;
import org.openqof.input.ValueFragment;
import org.openqof.tables.RefusedRows;

class ValuesReaderTest {
  private static final String FILE = "INDICATOR_VALUES_2324.csv";

  @Test
  void valuesOfAPracticeComeTogetherWithFieldKindAndLine() {
    ReadPart part =
        Given.read(
            FILE,
            Given.VALUES_HEADER
                + Given.value("A81001", "AF001", "Atrial Fibrillation Register", "112.0")
                + Given.value("A81001", "AF006", "Numerator", "40")
                + Given.value("A81002", "AF006", "Denominator", "50")
                + Given.value("A81001", "AF006", "AFIBPCADEC", "3")
                + Given.value("A81001", "QI013", "Yes/No Flag", "Y"));

    assertThat(Given.values(part))
        .containsExactly(
            "A81001 AF001 Atrial Fibrillation Register REGISTER 112 @2",
            "A81001 AF006 Numerator NUMERATOR 40 @3",
            "A81001 AF006 AFIBPCADEC REASON 3 @5",
            "A81001 QI013 Yes/No Flag YES_NO 1 @6",
            "A81002 AF006 Denominator DENOMINATOR 50 @4");
    assertThat(part.rowsRead()).isEqualTo(5);
    assertThat(part.rowsAccepted()).isEqualTo(5);
    assertThat(part.refused().rows()).isZero();
  }

  @Test
  void submissionAndCollectionAreCarriedAlong() {
    ValueFragment fragment =
        Given.read(
                FILE,
                Given.VALUES_HEADER
                    + Given.value(
                        "A81001",
                        "AF006",
                        "Numerator",
                        "4",
                        "20230930",
                        "13/10/2023",
                        "01:00:01",
                        "N"))
            .fragments()
            .get(0);

    assertThat(fragment.achievementDay(0)).isEqualTo((int) LocalDate.of(2023, 9, 30).toEpochDay());
    assertThat(fragment.submittedAt(0))
        .isEqualTo(LocalDate.of(2023, 10, 13).toEpochDay() * 86_400 + 3601);
    assertThat(fragment.lastSubmission(0)).isFalse();
    assertThat(fragment.fileDigest()).isEqualTo("digest");
  }

  @Test
  void aBlankValueIsMissingAndNotZero() {
    ReadPart part =
        Given.read(FILE, Given.VALUES_HEADER + Given.value("A81001", "AF006", "Numerator", ""));

    assertThat(part.fragments().get(0).value(0)).isEqualTo(ValueFragment.MISSING);
    assertThat(part.rowsAccepted()).isEqualTo(1);
  }

  @Test
  void aBlankSubmissionDateIsNoTime() {
    ReadPart part =
        Given.read(
            FILE,
            Given.VALUES_HEADER
                + Given.value("A81001", "AF006", "Numerator", "1", "20240331", "", "", "Y"));

    assertThat(part.fragments().get(0).submittedAt(0)).isEqualTo(ValueFragment.NO_TIME);
  }

  @Test
  void aRefusedRowKeepsAllReasonsTheirWordsAndTheRawLine() {
    String wrong =
        Given.value("81001A", "6AF", "Numerator", "x", "20240230", "2024", "25:00", "maybe");

    ReadPart part = Given.read(FILE, Given.VALUES_HEADER + wrong);

    assertThat(part.rowsRead()).isEqualTo(1);
    assertThat(part.rowsAccepted()).isZero();
    assertThat(part.fragments()).isEmpty();
    assertThat(part.refused().textAt(RefusedRows.REASONS, 0)).isEqualTo("R02 R03 R05 R09 R11");
    assertThat(part.refused().textAt(RefusedRows.EXPLANATION, 0))
        .contains("ORG_CODE: practice code has another form, found '81001A'")
        .contains("VALUE: not a number, found 'x', expected a whole number of patients")
        .contains("SUBMIT_TIME");
    assertThat(part.refused().textAt(RefusedRows.RAW_LINE, 0)).isEqualTo(wrong.strip());
    assertThat(part.refused().countAt(RefusedRows.LINE_NUMBER, 0)).isEqualTo(2);
    assertThat(part.refused().textAt(RefusedRows.LAYOUT, 0)).isEqualTo("indicator_values");
  }

  @Test
  void whatFollowsARefusedRowIsCheckedAnew() {
    String bad = Given.value("A8100", "AF006", "Numerator", "1");
    String shortRow = "QOF2324,Quality and Outcomes Framework 2023/24,A8100X,20240331,\n";

    ReadPart part =
        Given.read(
            FILE,
            Given.VALUES_HEADER
                + Given.value("A81001", "AF006", "Numerator", "1")
                + bad
                + bad
                + Given.value("A81001", "AF006", "Numerator", "2")
                + shortRow
                + Given.value("A8100X", "AF006", "Numerator", "1")
                + Given.value("A8100X", "AF006", "Numerator", "1", "20240331", "x", "", "Y")
                + Given.value("A81001", "AF006", "Numerator", "1", "20240331", "x", "", "Y")
                + Given.value("A81001", "AF006", "Numerator", "1", "20240331", "x", "", "Y"));

    assertThat(Given.reasons(part.refused()))
        .containsExactly("3: R02", "4: R02", "6: R01", "7: R02", "8: R02 R09", "9: R09", "10: R09");
    assertThat(part.rowsAccepted()).isEqualTo(2);
  }

  @Test
  void anotherYearsServiceRefusesTheFileNamingBothLines() {
    String other = Given.value("A81001", "AF006", "Numerator", "1").replace("QOF2324", "QOF2223");

    assertThatThrownBy(
            () ->
                Given.read(
                    "values.csv",
                    Given.VALUES_HEADER + Given.value("A81001", "AF006", "Numerator", "1") + other))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("two years in one file")
        .hasMessageContaining("line 2: QOF2324")
        .hasMessageContaining("line 3: QOF2223");
  }

  @Test
  void aFileCutOffInItsLastRowIsRefusedWhole() {
    String text = Given.VALUES_HEADER + Given.value("A81001", "AF006", "Numerator", "1");

    assertThatThrownBy(() -> Given.read(FILE, text + "QOF2324,Quality and Out"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("truncated")
        .hasMessageContaining("Line 3")
        .hasMessageContaining("expected 12 columns");
  }

  @Test
  void aLastRowWithoutLineEndIsAccepted() {
    String text = Given.VALUES_HEADER + Given.value("A81001", "AF006", "Numerator", "1");

    assertThat(Given.read(FILE, text.stripTrailing()).rowsAccepted()).isEqualTo(1);
  }

  @Test
  void tooManyRefusedRowsRefuseTheFile() {
    Limits limits = new Limits(1 << 20, 400, 10, 1 << 20, 4096, 3);
    String bad = Given.value("A81001", "AF006", "Numerator", "x");

    assertThat(
            Given.read(FILE, Given.bytes(Given.VALUES_HEADER + bad.repeat(3)), limits)
                .refused()
                .rows())
        .isEqualTo(3);
    assertThatThrownBy(
            () -> Given.read(FILE, Given.bytes(Given.VALUES_HEADER + bad.repeat(4)), limits))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("more than 3 of its rows")
        .hasMessageContaining("line 5");
  }

  @Test
  void pointsOfThePaymentServiceAreHundredths() {
    ReadPart part =
        Given.read(
            "INDICATOR_ACHIEVED_POINTS.csv",
            """
            QUALITY_SERVICE,ORG_CODE,ACH_DATE,IND_CODE,POINTS,APPROVED
            QOF2324,A81001,20240331,AF001,5,Approved
            QOF2324,A81001,20240331,AF006,11.37,Approved
            QOF2324,A81001,20240331,AF008,,Approved
            """);

    assertThat(Given.values(part))
        .containsExactly(
            "A81001 AF001 ACHIEVED_POINTS ACHIEVED_POINTS 500 @2",
            "A81001 AF006 ACHIEVED_POINTS ACHIEVED_POINTS 1137 @3",
            "A81001 AF008 ACHIEVED_POINTS ACHIEVED_POINTS - @4");
  }

  @Test
  void publishedAchievementSpeaksForTheEndOfItsYear() {
    ReadPart part =
        Given.read(
            "ACHIEVEMENT_1819.csv",
            """
            PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE
            A81001,AF001,REGISTER,112.0
            A81001,AF006,EXCEPTIONS,3
            A81001,AF006,ACHIEVED_POINTS,11.5
            A81001,AF006,WRONG,1
            """);

    assertThat(Given.values(part))
        .containsExactly(
            "A81001 AF001 REGISTER REGISTER 112 @2",
            "A81001 AF006 EXCEPTIONS PCAS 3 @3",
            "A81001 AF006 ACHIEVED_POINTS ACHIEVED_POINTS 1150 @4");
    assertThat(part.fragments().get(0).achievementDay(0))
        .isEqualTo((int) LocalDate.of(2019, 3, 31).toEpochDay());
    assertThat(part.fragments().get(0).lastSubmission(0)).isTrue();
    assertThat(Given.reasons(part.refused())).containsExactly("5: R15");
  }

  @Test
  void aFlatRowGivesSeveralValuesAndNoneForItsBlanks() {
    ReadPart part =
        Given.read(
            "asthma_2014-15.csv",
            """
            practice_code,ccg_code,list_size,register,indicator_code,achieved_points,numerator,\
            denominator,exceptions
            A81001,00K,4182,330,AST001,4.0,,,
            A81001,00K,4182,330,AST002,15.0,52,60,8
            """);

    assertThat(Given.values(part))
        .containsExactly(
            "A81001 AST001 REGISTER REGISTER 330 @2",
            "A81001 AST001 ACHIEVED_POINTS ACHIEVED_POINTS 400 @2",
            "A81001 AST002 REGISTER REGISTER 330 @3",
            "A81001 AST002 NUMERATOR NUMERATOR 52 @3",
            "A81001 AST002 DENOMINATOR DENOMINATOR 60 @3",
            "A81001 AST002 PCAS PCAS 8 @3",
            "A81001 AST002 ACHIEVED_POINTS ACHIEVED_POINTS 1500 @3");
    assertThat(part.rowsAccepted()).isEqualTo(2);
  }

  @Test
  void aFileWithoutYearIsRefusedWithARemedy() {
    assertThatThrownBy(
            () -> Given.read("ACHIEVEMENT.csv", "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("ACHIEVEMENT.csv")
        .hasMessageContaining("_2324");
  }

  @Test
  void theRealExtractLayoutIsReadToItsLastRow() {
    byte[] content = Given.realBytes("cqrs-layout/INDICATOR_VALUES.csv");

    ReadPart part = Given.read(FILE, content, Limits.defaults());

    assertThat(part.rowsRead()).isEqualTo(552);
    assertThat(part.rowsAccepted()).isEqualTo(552);
    ValueFragment only = part.fragments().get(0);
    assertThat(part.fragments()).hasSize(1);
    assertThat(IntStream.range(0, only.size()).filter(i -> only.kind(i) == FieldKind.YES_NO))
        .hasSize(6);
  }

  @Test
  void theRealPointsOfTwentyFourteenAreReadExactly() {
    byte[] content = Given.realBytes("achievement/asthma_2014-15_practice_indicator.csv");

    ReadPart part = Given.read("asthma_2014-15.csv", content, Limits.defaults());

    long points = 0;
    for (ValueFragment fragment : part.fragments()) {
      for (int i = 0; i < fragment.size(); i++) {
        if (fragment.kind(i) == FieldKind.ACHIEVED_POINTS
            && fragment.indicator(i).equals("AST003")) {
          points += fragment.value(i);
        }
      }
    }
    assertThat(part.rowsRead()).isEqualTo(31_116);
    assertThat(part.rowsAccepted()).isEqualTo(31_116);
    assertThat(points).as("AST003 in hundredths, data README A").isEqualTo(14_918_816);
  }

  @Test
  void aReaderTravelsToOtherMachines() throws Exception {
    byte[] content =
        Given.bytes(Given.VALUES_HEADER + Given.value("A81001", "AF006", "Numerator", "1"));
    Recognised file = Given.LAYOUTS.recognise(FILE, content, content.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ValuesReader(file));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ValuesReader arrived = (ValuesReader) in.readObject();
      assertThat(
              arrived
                  .read(content, content.length, Given.part(file, content.length, 1))
                  .rowsAccepted())
          .isEqualTo(1);
    }
  }

  @Property(tries = 100)
  void howAFileIsCutChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4000) int target) {
    byte[] content = DirtyValues.of(seed, 150);
    Recognised file = Given.LAYOUTS.recognise("INDICATOR_VALUES.csv", content, content.length);
    ValuesReader reader = new ValuesReader(file);
    ReadPart whole = reader.read(content, content.length, Given.part(file, content.length, 1));

    List<String> values = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    long rows = 0;
    long accepted = 0;
    for (RecordChunks.Chunk chunk : Given.chunks(content, target)) {
      ReadPart part =
          reader.read(
              chunk.content(), chunk.length(), Given.part(file, chunk.length(), chunk.firstLine()));
      values.addAll(Given.values(part));
      reasons.addAll(Given.reasons(part.refused()));
      rows += part.rowsRead();
      accepted += part.rowsAccepted();
      assertThat(part.rowsRead()).isEqualTo(part.rowsAccepted() + part.refused().rows());
    }

    assertThat(values).containsExactlyInAnyOrderElementsOf(Given.values(whole));
    assertThat(reasons).isEqualTo(Given.reasons(whole.refused()));
    assertThat(rows).isEqualTo(whole.rowsRead());
    assertThat(accepted).isEqualTo(whole.rowsAccepted());
  }

  @Test
  void windows1252InANameThatIsReadIsReadAsSuch() {
    byte[] content =
        (Given.VALUES_HEADER + Given.value("A81001", "AF006", "Patient\u2019s choice", "2"))
            .getBytes(java.nio.charset.Charset.forName("windows-1252"));
    assertThat(new String(content, StandardCharsets.UTF_8)).contains("\uFFFD");

    assertThat(Given.values(Given.read(FILE, content, Limits.defaults())))
        .containsExactly("A81001 AF006 Patient\u2019s choice REASON 2 @2");
  }
}
