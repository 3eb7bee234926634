package org.openqof.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** One HTML file: no script, nothing fetched, and every text that is given to it escaped. */
public final class HtmlPage {
  private final StringBuilder html = new StringBuilder();

  /** A page that begins with its title. */
  public HtmlPage(String title) {
    html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    element("title", "", title);
    html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", "", title);
  }

  /** Adds markup of our own. */
  public HtmlPage raw(Object markup) {
    html.append(markup);
    return this;
  }

  /** Adds a text that a browser shows as it is. */
  public void text(String text) {
    html.append(SafeText.inMarkup(text));
  }

  /** Adds an element with a text. */
  public void element(String tag, String attributes, String text) {
    html.append('<').append(tag).append(attributes.isEmpty() ? "" : " ").append(attributes);
    html.append('>').append(SafeText.inMarkup(text)).append("</").append(tag).append('>');
  }

  /** The page, ended. */
  public String html() {
    return html + "</main>\n</body>\n</html>\n";
  }

  private static String style() {
    try (InputStream stream =
        Objects.requireNonNull(HtmlPage.class.getResourceAsStream("/answer/page.css"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException("the program's own style sheet cannot be read", problem);
    }
  }
}
