package org.openqof.extract;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Dirty CSV from a seed: all line ends, quotes where they belong and where they do not. */
public final class DirtyCsv {
  private static final String[] FIELDS = {
    "",
    "a",
    "AF001",
    "12",
    "\"quoted\"",
    "\"a,b\"",
    "\"line\nbreak\"",
    "\"line\r\nbreak\"",
    "\"cr\rbreak\"",
    "\"doubled \"\" quote\"",
    "\"\"",
    "5\" pipe",
    "x\"y\"z",
    " \"spaced\"",
    "caf\u00e9",
    "\"\"\"\"",
    "\"\"\"start\"",
    "tab\there",
    "Quality and Outcomes Framework",
    "02/04/2024",
    "\"He said \"\"no\"\", twice\""
  };
  private static final String[] LINE_ENDS = {"\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\n\r\n"};

  private DirtyCsv() {}

  /** About so many records; rarely one with text behind a closing quote or a quote left open. */
  public static byte[] of(long seed, int records) {
    return of(seed, records, false);
  }

  /** The same without text behind closing quotes and without quotes left open. */
  public static byte[] sound(long seed, int records) {
    return of(seed, records, true);
  }

  private static byte[] of(long seed, int records, boolean sound) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    if (random.nextInt(4) == 0) {
      text.append('\uFEFF');
    }
    String repeated = "QOF2324,Quality and Outcomes Framework,A81001,";
    String trailing = ",None,AUTOMATED,Y";
    for (int i = 0; i < records; i++) {
      if (random.nextInt(3) > 0) {
        text.append(repeated);
      }
      int fields = 1 + random.nextInt(5);
      for (int f = 0; f < fields; f++) {
        text.append(f == 0 ? "" : ",").append(FIELDS[random.nextInt(FIELDS.length)]);
      }
      if (random.nextInt(3) > 0) {
        text.append(trailing);
      }
      if (!sound && random.nextInt(60) == 0) {
        text.append(",\"closed\"then more");
      }
      if (!sound && random.nextInt(400) == 0) {
        text.append(",\"left open");
      }
      if (i < records - 1 || random.nextBoolean()) {
        text.append(LINE_ENDS[random.nextInt(LINE_ENDS.length)]);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] utf8 = Given.bytes(text.toString());
    bytes.write(utf8, 0, utf8.length);
    return bytes.toByteArray();
  }
}
