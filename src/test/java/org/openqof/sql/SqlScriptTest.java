package org.openqof.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void semicolonsPartStatementsOnlyOutsideQuotesAndComments() {
    assertThat(
            SqlScript.statements(
                """
                -- the first; with a semicolon in its comment
                select ';' as a, "it''s; \\"quoted\\"" as b;
                /* nothing; here */ ;
                select `odd;name` from t /* ; */ where x = 'don\\'t; stop' -- end;
                """))
        .containsExactly(
            "-- the first; with a semicolon in its comment\n"
                + "select ';' as a, \"it''s; \\\"quoted\\\"\" as b",
            "select `odd;name` from t /* ; */ where x = 'don\\'t; stop' -- end;");
    assertThat(SqlScript.statements("-- nothing\n ; /* at all")).isEmpty();
    assertThat(SqlScript.statements("select 'open; end")).containsExactly("select 'open; end");
  }
}
