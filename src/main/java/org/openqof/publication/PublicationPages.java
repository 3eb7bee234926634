package org.openqof.publication;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.Part;
import org.openqof.publish.YearRows;
import org.openqof.store.VersionState;

/** The pages of a publication that open without a network: the report, and on data quality. */
record PublicationPages(
    ReportYear report, VersionState version, Function<VersionState, YearRows> rows)
    implements Part {
  private static final Map<String, String> TITLES =
      Map.of(
          "report.html", "Report with charts, and the table alongside each",
          "data-quality.html", "Data quality: coverage, refusals, doubts, known limits");

  @Override
  public String title() {
    return "pages";
  }

  @Override
  public List<Runnable> tasks(Edition edition, Files files) {
    return List.of(
        () ->
            report
                .pages(version, rows)
                .forEach(
                    (name, html) ->
                        files.put(
                            name,
                            TITLES.getOrDefault(name, name),
                            null,
                            stream -> {
                              stream.write(html.getBytes(StandardCharsets.UTF_8));
                              return 0;
                            })));
  }
}
