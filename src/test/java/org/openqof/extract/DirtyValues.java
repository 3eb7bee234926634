package org.openqof.extract;

import java.util.Random;

/** INDICATOR_VALUES with runs of equal columns and faults of every kind, from a seed. */
final class DirtyValues {
  private static final String[] FIELDS = {
    "Numerator", "Denominator", "Asthma Register", "AFIBPCADEC", "\"a, \"\"b\"\"\"", "Yes/No Flag"
  };
  private static final String[] VALUES = {"0", "1", "1", "12", "112.0", "", "x", "-3", "1.5", "Y"};
  private static final String[] SUBMITTED = {
    "02/04/2024,11:19:50,Y",
    "02/04/2024,11:19:50,Y",
    "13/04/2024,00:00:01,N",
    ",,Y",
    "31/02/2024,11:19:50,Y",
    "02/04/2024,99:19:50,Y",
    "02/04/2024,11:19:50,?"
  };

  private DirtyValues() {}

  static byte[] of(long seed, int rows) {
    Random random = new Random(seed);
    String end = random.nextBoolean() ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder(Given.VALUES_HEADER.strip()).append(end);
    text.append(Given.value("A81001", "AF006", "Numerator", "1").strip()).append(end);
    String practice = "A81001";
    String submitted = SUBMITTED[0];
    for (int i = 0; i < rows; i++) {
      if (random.nextInt(12) == 0) {
        practice = random.nextInt(5) == 0 ? "bad" : "A8100" + random.nextInt(10);
      }
      if (random.nextInt(8) == 0) {
        submitted = SUBMITTED[random.nextInt(SUBMITTED.length)];
      }
      String name = random.nextInt(15) == 0 ? "\"Quality,\nand\"" : "Quality";
      text.append("QOF2324,")
          .append(name)
          .append(',')
          .append(practice)
          .append(random.nextInt(20) == 0 ? ",20230930,AF00" : ",20240331,AF00")
          .append(random.nextInt(9))
          .append(',')
          .append(FIELDS[random.nextInt(FIELDS.length)])
          .append(',')
          .append(VALUES[random.nextInt(VALUES.length)])
          .append(random.nextInt(25) == 0 ? ",None" : ",None,AUTOMATED,")
          .append(submitted)
          .append(end);
    }
    return Given.bytes(text.toString());
  }
}
