package org.openqof.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqof.sql.FormulaDictionary;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Tree;

class DataDictionaryTest {
  private static final Path FILE = Path.of("docs", "data-dictionary.md");

  @Test
  void theDocumentIsTheOneThatTheDescriptorsGive() throws IOException {
    if (Boolean.getBoolean("qof.regenerate")) {
      Files.writeString(FILE, wanted());
    }
    assertThat(Files.readString(FILE)).isEqualTo(wanted());
  }

  private static String wanted() {
    return DataDictionary.markdown() + FormulaDictionary.markdown();
  }

  @Test
  void everyFieldIsDescribedInASentence() {
    for (Table table : Tables.all()) {
      Set<String> names = new HashSet<>();
      assertThat(table.sentence()).as(table.name()).endsWith(".");
      for (Field field : table.fields()) {
        assertThat(field.sentence()).as(table + "." + field.name()).matches("(?s).{5,}\\.");
        assertThat(names.add(field.name())).as(table + "." + field.name()).isTrue();
        assertThat(field.name()).matches("[a-z][a-z0-9_]*");
      }
    }
  }

  @Test
  void moneyIsNeverInThePublicTree() {
    for (Table table : Tables.all()) {
      for (Field field : table.fields()) {
        boolean money = field.unit() == Unit.GBP || field.name().endsWith("_gbp");
        if (table.tree() == Tree.STATISTICS) {
          assertThat(money).as(table + "." + field.name()).isFalse();
        }
        assertThat(field.unit() == Unit.GBP)
            .as(table + "." + field.name())
            .isEqualTo(field.name().endsWith("_gbp"));
      }
    }
  }

  @Test
  void keysAreNeverEmpty() {
    for (Table table : Tables.all()) {
      assertThat(table.key()).as(table.name()).isNotEmpty().noneMatch(Field::nullable);
    }
  }
}
