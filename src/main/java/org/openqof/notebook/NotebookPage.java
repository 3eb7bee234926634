package org.openqof.notebook;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.openqof.publish.chart.Markup;

/** An executed notebook as one HTML page that opens without a network. */
final class NotebookPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 Arial,sans-serif;color:#212b32;max-width:900px;margin:0 auto;padding:16px}
      h1,h2,h3{line-height:1.2}a{color:#005eb8}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem;margin:0}
      .java{background:#f0f4f5;border-left:4px solid #768692;padding:8px 12px;margin:12px 0 4px}
      .shown{overflow-x:auto;margin:8px 0 16px}
      .failed{border-left:4px solid #d5281b;padding:4px 12px;white-space:pre-wrap}
      table{border-collapse:collapse;font-size:.88rem}
      th,td{padding:4px 8px;border-bottom:1px solid #d8dde0;text-align:left}
      svg{max-width:700px;width:100%;height:auto}
      @page{margin:14mm}
      @media print{body{max-width:none;padding:0;font-size:11pt}.shown{overflow:visible}tr,svg{break-inside:avoid}}
      """;

  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .escapeHtml(true)
          .sanitizeUrls(true)
          .build();
  private final StringBuilder body = new StringBuilder();
  private final String title;

  NotebookPage(String title) {
    this.title = title;
  }

  void prose(String markdown) {
    body.append(renderer.render(parser.parse(markdown)));
  }

  void code(String java, CellOutputs outputs) {
    body.append("<pre class=\"java\"><code>")
        .append(Markup.text(java))
        .append("</code></pre>\n")
        .append(outputs.html());
  }

  String html() {
    // A notebook without a heading of its own is headed by its name.
    String heading = body.indexOf("<h1>") < 0 ? "<h1>%s</h1>\n".formatted(Markup.text(title)) : "";
    return """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s</title><style>%s</style></head>
        <body><main>
        %s%s</main></body></html>
        """
        .formatted(Markup.text(title), STYLE, heading, body);
  }
}
