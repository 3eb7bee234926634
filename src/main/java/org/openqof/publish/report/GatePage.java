package org.openqof.publish.report;

import java.util.List;

/**
 * The page about a year that the national gate holds: which figures, what most probably moved them,
 * the pounds at stake, and what lets them through. Complete in itself; every text is escaped.
 */
public final class GatePage {
  private final Page page;

  /**
   * A page.
   *
   * @param title its title
   * @param summary what happened, in sentences
   */
  public GatePage(String title, List<String> summary) {
    this.page = new Page(title);
    summary.forEach(page::note);
    page.contents(
        List.of(
            new String[] {"causes", "Most probable causes"},
            new String[] {"figures", "Figures outside their tolerance"},
            new String[] {"weights", "What moves them most"},
            new String[] {"all", "All comparisons"},
            new String[] {"accept", "To let it through"}));
  }

  /** The causes, the most probable first, each with its evidence and its pounds. */
  public GatePage causes(List<String[]> rows) {
    page.heading(2, "Most probable causes", "causes");
    DataTable table =
        new DataTable(
            "Causes, the most probable first",
            "Cause",
            "#Practices",
            "#Explains",
            "Pounds with the figures as found, less without the cause",
            "Evidence");
    rows.forEach(table::row);
    return with(table);
  }

  /** The figures that are held. */
  public GatePage figures(List<String[]> rows) {
    page.heading(2, "Figures outside their tolerance", "figures");
    DataTable table =
        new DataTable(
            "Figures that are held",
            "Figure",
            "#Found",
            "#Last year",
            "#Published",
            "#Last run",
            "Compared with",
            "#Change",
            "#Limit");
    rows.forEach(table::row);
    return with(table);
  }

  /** The parts of the nation that move the held figures most. */
  public GatePage weights(List<String[]> rows) {
    page.heading(2, "What moves them most", "weights");
    page.paragraph(
        "The influence of a part is what it adds to the change of a figure since last year: the"
            + " figure with it over the figure without it, this year over last year.");
    DataTable table =
        new DataTable(
            "Parts of the nation by their influence", "Figure", "Part", "#Practices", "#Influence");
    rows.forEach(table::row);
    return with(table);
  }

  /** Every comparison, also those within tolerance. */
  public GatePage all(List<String[]> rows) {
    page.heading(2, "All comparisons", "all");
    DataTable table =
        new DataTable(
            "Every comparison of every figure",
            "Figure",
            "#Found",
            "Compared with",
            "#Its value",
            "#Change",
            "#Limit",
            "Verdict");
    rows.forEach(table::row);
    return with(table);
  }

  /** The command that lets the figures through. */
  public GatePage acceptance(String command) {
    page.heading(2, "To let it through", "accept");
    page.paragraph(
        "Put the cause right and run again; that is what the gate is for. Where the figures are right"
            + " all the same, somebody who may decide it records that with this line. It holds for"
            + " these very values and no others.");
    page.note(command);
    return this;
  }

  private GatePage with(DataTable table) {
    if (table.isEmpty()) {
      page.paragraph("None.");
    } else {
      page.table(table);
    }
    return this;
  }

  /** The page. */
  public String html() {
    return page.html();
  }
}
