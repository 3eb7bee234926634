package org.openqof.extract.form;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.openqof.extract.DirtyCsv;
import org.openqof.extract.Given;
import org.openqof.extract.form.RecordChunks.Chunk;

/** The tokenizer against FastCSV, which shares nothing with it. */
class RecordTokensTest {

  @Property(tries = 400)
  void dirtyDataGivesTheSameFieldsAndLinesAsFastCsvInOneTwoAndSevenChunks(@ForAll long seed) {
    byte[] content = DirtyCsv.sound(seed, 120);
    List<String> expected = fastCsv(content);

    for (int pieces : new int[] {1, 2, 7}) {
      assertThat(ours(content, content.length / pieces + 1, 0, Integer.MAX_VALUE))
          .isEqualTo(expected);
      // The same with rows compared to the row before, at every place where that can be done.
      assertThat(ours(content, content.length / pieces + 1, 3, 5)).isEqualTo(expected);
      assertThat(ours(content, content.length / pieces + 1, 1, 4)).isEqualTo(expected);
    }
  }

  @Property(tries = 400)
  void whereFastCsvRefusesOursNotesTheStrayQuote(@ForAll long seed) {
    byte[] content = DirtyCsv.of(seed, 60);
    boolean refused = false;
    try {
      fastCsv(content);
    } catch (CsvParseException e) {
      refused = true;
    }
    boolean noted = false;
    RecordTokens tokens = new RecordTokens(content, content.length, 1);
    while (tokens.next()) {
      noted |= tokens.hasTextAfterQuote() || tokens.unclosedQuote();
    }
    assertThat(noted).isEqualTo(refused);
  }

  @Test
  void everyRealFileGivesTheSameFieldsAndLinesAsFastCsv() throws Exception {
    for (Path file : Given.allReal()) {
      byte[] content = Files.readAllBytes(file);
      assertThat(ours(content, 100_000, 2, 6)).as(file.toString()).isEqualTo(fastCsv(content));
    }
  }

  @Test
  void aRowThatRepeatsARefusedStartIsCutLikeAnyOther() {
    byte[] content = Given.bytes("a,b,c,d\na,b,c,d\na,b,x,d\n\"a\",b,c,d\n\"a\",b,c,d\n");

    assertThat(ours(content, 1000, 2, 3)).isEqualTo(fastCsv(content));
  }

  @Test
  void aLoneReturnAtTheEndOfARepeatedRowIsNotTakenForHalfALineEnd() {
    byte[] content = Given.bytes("a,b,c\ra,b,c\r\na,b,c\r\na,b,c\n");

    assertThat(ours(content, 1000, 1, 2)).isEqualTo(fastCsv(content));
  }

  private static List<String> ours(byte[] content, int target, int leading, int trailingFrom) {
    List<String> records = new ArrayList<>();
    for (Chunk chunk : Given.chunks(content, target)) {
      RecordTokens tokens =
          new RecordTokens(
              chunk.content(), chunk.length(), chunk.firstLine(), leading, trailingFrom);
      while (tokens.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < tokens.fields(); i++) {
          fields.add(latin(tokens.source(i), tokens.start(i), tokens.end(i)));
        }
        records.add(tokens.line() + " " + fields);
      }
    }
    return records;
  }

  private static String latin(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static List<String> fastCsv(byte[] content) {
    int from = ContentHash.startsWithMark(content, content.length) ? 3 : 0;
    List<String> records = new ArrayList<>();
    for (CsvRecord record :
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(latin(content, from, content.length))) {
      records.add(record.getStartingLineNumber() + " " + record.getFields());
    }
    return records;
  }
}
