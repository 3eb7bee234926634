package org.openqof.publish.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.tables.Block;
import org.openqof.tables.OfficialFiles.PracticeStatus;

class TableCsvTest {
  @ParameterizedTest
  @CsvSource({
    "11200, 2, 112, 112.0",
    "1154,  2, 11.54, 11.54",
    "550,   2, 5.5, 5.5",
    "5,     2, 0.05, 0.05",
    "-5,    2, -0.05, -0.05",
    "0,     2, 0, 0.0",
    "7,     0, 7, 7.0",
    "1234567890, 10, 0.123456789, 0.123456789"
  })
  void decimalsAreAsShortAsTheyCanBe(long unscaled, int scale, String plain, String withPoint) {
    assertThat(TableCsv.decimal(unscaled, scale, false)).isEqualTo(plain);
    assertThat(TableCsv.decimal(unscaled, scale, true)).isEqualTo(withPoint);
  }

  @Test
  void namesAreQuotedWhereTheyMustBeAndMadeSafeToOpen() throws IOException {
    Block rows = new Block(PracticeStatus.TABLE);
    rows.next()
        .text(PracticeStatus.PRACTICE_CODE, "Z1")
        .text(PracticeStatus.PRACTICE_NAME, "=\"Elm\", & Co")
        .flag(PracticeStatus.PUBLISHED, true);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    TableCsv csv = new TableCsv(stream, PracticeStatus.TABLE);
    csv.add(rows);
    assertThat(csv.finish()).isEqualTo(1);
    String written = stream.toString(StandardCharsets.UTF_8);
    assertThat(written.split("\r\n", -1))
        .containsExactly(
            "PRACTICE_CODE,PRACTICE_NAME,STATUS,OPEN_DATE,CLOSE_DATE,PUBLISHED,RULES_FAILED",
            "Z1,\"'=\"\"Elm\"\", & Co\",,,,true,",
            "");
  }
}
