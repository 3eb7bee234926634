package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;

class PatientListTest {
  @Property(tries = 300)
  void agesAddUpToThePatients(
      @ForAll @IntRange(min = 1, max = 110_000) int patients,
      @ForAll @DoubleRange(min = -2.2, max = 1.5) double tilt,
      @ForAll @DoubleRange(min = 0, max = 0.99) double shift) {
    PatientList list = new PatientList(patients, tilt, shift);
    assertThat(list.of(ListType.of("TOTAL"))).isEqualTo(patients);
    for (int age = 0; age <= ListType.OLDEST; age++) {
      assertThat(list.men(age)).isNotNegative();
      assertThat(list.women(age)).isNotNegative();
    }
    assertThat(list.of(ListType.of("79UN")) + list.of(ListType.of("80OV"))).isEqualTo(patients);
    assertThat(list.of(ListType.of("25_49_F")) + list.of(ListType.of("50_64_F")))
        .isEqualTo(list.of(ListType.of("25_64_F")));
  }

  @Test
  void aListOfOnePatientHasNoOneInOtherAges() {
    PatientList list = new PatientList(1, 0, 0.4);
    assertThat(list.of(ListType.of("TOTAL"))).isEqualTo(1);
    assertThat(list.of(ListType.of("UN01"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "TOTAL, 0, 119, false",
    "UN01, 0, 0, false",
    "1_2, 1, 2, false",
    "79_80, 79, 80, false",
    "06OV, 6, 119, false",
    "06_19, 6, 19, false",
    "79UN, 0, 79, false",
    "80OV, 80, 119, false",
    "25_64_F, 25, 64, true",
  })
  void listTypesAreRangesOfAge(String code, int from, int to, boolean women) {
    assertThat(ListType.of(code)).isEqualTo(new ListType(from, to, women));
  }

  @Test
  void anythingElseIsNoListType() {
    assertThatIllegalArgumentException().isThrownBy(() -> ListType.of("ADULTS"));
  }

  @Test
  void theNationLooksLikeEngland() {
    FinancialYear year = FinancialYear.of("2023-24");
    YearPlan plan = YearPlan.of(TestRulebooks.load(year), false);
    Country country = new Country(7, 3000, year);
    PracticeTruths truths = new PracticeTruths(7, year, country, new Registry(7, 3000, year));
    double patients = 0;
    double[] registers = new double[plan.registers().size()];
    double[] lists = new double[plan.registers().size()];
    double adults = 0;
    for (int practice = 1; practice <= 3000; practice++) {
      PracticeTruth truth =
          truths.of(
              practice, plan, PracticeFault.NONE, PracticeFault.NONE, Contract.wholeYear(year));
      patients += truth.listSize();
      adults += truth.list().of(ListType.of("18OV"));
      for (int number = 0; number < registers.length; number++) {
        registers[number] += truth.register(number);
        lists[number] += truth.list().of(plan.registers().get(number).band());
      }
    }
    assertThat(patients / 3000).isBetween(9000.0, 10_200.0);
    assertThat(adults / patients).isBetween(0.76, 0.84);
    for (int number = 0; number < registers.length; number++) {
      PlannedRegister register = plan.registers().get(number);
      double of = register.isOfGroup() ? lists[number] : registers[register.within()];
      assertThat(registers[number] / of)
          .as(register.code())
          .isBetween(register.prevalence() * 0.75, register.prevalence() * 1.3);
    }
    assertThat(plan.rowsPerPractice()).isBetween(530, 580);
  }
}
