package org.openqof.publish.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openqof.publish.chart.Markup;

/** One self-contained HTML page: all text escaped, all links to places of the page checked. */
final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light}
      body{font:16px/1.5 Arial,sans-serif;color:#212b32;max-width:1100px;margin:0 auto;padding:16px}
      h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.3rem;margin-top:2.2rem;border-top:3px solid #005eb8;padding-top:.5rem}
      h3{font-size:1.05rem;margin-bottom:.3rem}
      nav ul{columns:3 220px;padding-left:1.2rem}a{color:#005eb8}
      figure{margin:0;min-width:0}figcaption{font-size:.9rem;color:#425563}
      svg{width:100%;height:auto;max-width:560px;display:block}
      .pair{display:grid;grid-template-columns:1fr;gap:16px;margin:12px 0}
      .pair>*{min-width:0}
      @media(min-width:860px){.pair{grid-template-columns:4fr 5fr}}
      .scroll{overflow-x:auto}
      h1,h2,h3,p,li,dd,caption,figcaption,summary,td:first-child{overflow-wrap:anywhere}
      table{border-collapse:collapse;font-size:.88rem;width:100%}
      caption{text-align:left;font-weight:bold;padding:4px 0}
      th,td{padding:4px 8px;border-bottom:1px solid #d8dde0;text-align:left;vertical-align:top}
      td:first-child,th:first-child{white-space:nowrap}
      td.n,th.n{text-align:right}td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
      td.why{min-width:11rem}
      @media(max-width:600px){td:first-child,th:first-child{white-space:normal}td.why{min-width:14rem}th{min-width:4.5rem}}
      summary{cursor:pointer;padding:4px 0;color:#005eb8}
      .note{border-left:4px solid #005eb8;padding:4px 12px;background:#f0f4f5}
      @page{margin:14mm}
      @media print{body{max-width:none;padding:0;font-size:11pt}nav{display:none}details::details-content{content-visibility:visible;block-size:auto}.pair{grid-template-columns:1fr;break-inside:avoid}h2,h3{break-after:avoid}tr{break-inside:avoid}.scroll{overflow:visible}a{color:inherit;text-decoration:none}}
      """;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final Set<String> places = new HashSet<>();
  private final List<String> targets = new ArrayList<>();

  Page(String title) {
    this.title = title;
    body.append("<h1>").append(Markup.text(title)).append("</h1>\n");
  }

  void heading(int level, String raw, String id) {
    places.add(id);
    body.append("<h%d id=\"%s\">%s</h%d>\n".formatted(level, id, Markup.text(raw), level));
  }

  void paragraph(String raw) {
    body.append("<p>").append(Markup.text(raw)).append("</p>\n");
  }

  /** Sentences, one a line. */
  void list(List<String> sentences) {
    body.append("<ul>");
    sentences.forEach(one -> body.append("<li>").append(Markup.text(one)).append("</li>"));
    body.append("</ul>\n");
  }

  /** A table that is folded away on a screen, and printed. */
  void folded(String summary, DataTable table) {
    body.append("<details><summary>")
        .append(Markup.text(summary))
        .append("</summary>")
        .append(table.html())
        .append("</details>\n");
  }

  void note(String raw) {
    body.append("<p class=\"note\">").append(Markup.text(raw)).append("</p>\n");
  }

  /** A list of links to places of this page: pairs of place and text. */
  void contents(List<String[]> links) {
    body.append("<nav aria-label=\"Contents\"><ul>");
    for (String[] link : links) {
      targets.add(link[0]);
      body.append("<li><a href=\"#%s\">%s</a></li>".formatted(link[0], Markup.text(link[1])));
    }
    body.append("</ul></nav>\n");
  }

  /** A link to a file alongside this one. */
  void fileLink(String file, String raw) {
    body.append("<p><a href=\"%s\">%s</a></p>\n".formatted(Markup.text(file), Markup.text(raw)));
  }

  /** A chart with the table of its figures alongside it; the SVG is ours and escaped already. */
  void chart(String svg, String caption, DataTable table) {
    body.append("<div class=\"pair\"><figure>")
        .append(svg)
        .append("<figcaption>")
        .append(Markup.text(caption))
        .append("</figcaption></figure>")
        .append(table.html())
        .append("</div>\n");
  }

  void table(DataTable table) {
    body.append(table.html()).append('\n');
  }

  /**
   * The page.
   *
   * @throws IllegalStateException when a link leads nowhere
   */
  String html() {
    for (String target : targets) {
      if (!places.contains(target)) {
        throw new IllegalStateException("the page '" + title + "' has no place " + target);
      }
    }
    return "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
        + " 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width,"
        + " initial-scale=1\"><title>"
        + Markup.text(title)
        + "</title><style>"
        + STYLE
        + "</style></head><body><main>\n"
        + body
        + "</main></body></html>\n";
  }
}
