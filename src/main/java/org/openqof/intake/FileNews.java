package org.openqof.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.intake.FileLedger.Content;
import org.openqof.intake.FileLedger.Known;

/**
 * A file of the extracts that is not as it was when they were last read.
 *
 * @param name its name as received
 * @param kind what became of it
 * @param role what it is for
 * @param year the year it names; null when it names none
 * @param digestBefore content digest last time; null for a new file
 * @param digestNow content digest this time; null for a file that is gone
 */
public record FileNews(
    String name,
    Kind kind,
    String role,
    @Nullable FinancialYear year,
    @Nullable String digestBefore,
    @Nullable String digestNow) {
  private static final int DIGITS = 12;

  /** What can become of a file. */
  public enum Kind {
    /** It was not there last time. */
    NEW,
    /** Its name is there with other content, which takes the place of the former. */
    CHANGED,
    /** It is not there any more. */
    GONE
  }

  /**
   * What became of the contents of a folder since it was last read; nothing where it never was.
   *
   * @param known what was remembered of it
   * @param now what it holds now
   */
  static List<FileNews> between(Iterable<Known> known, Iterable<Known> now) {
    Map<String, ReceivedFile> before = contents(known);
    List<FileNews> news = new ArrayList<>();
    if (before.isEmpty()) {
      return news;
    }
    Map<String, ReceivedFile> after = contents(now);
    after.forEach(
        (place, file) -> {
          ReceivedFile former = before.get(place);
          if (former == null) {
            news.add(told(file, Kind.NEW, null, file.digest()));
          } else if (!former.digest().equals(file.digest())) {
            news.add(told(file, Kind.CHANGED, former.digest(), file.digest()));
          }
        });
    before.forEach(
        (place, file) -> {
          if (!after.containsKey(place)) {
            news.add(told(file, Kind.GONE, file.digest(), null));
          }
        });
    return List.copyOf(news);
  }

  private static Map<String, ReceivedFile> contents(Iterable<Known> all) {
    Map<String, ReceivedFile> contents = new LinkedHashMap<>();
    for (Known known : all) {
      for (Content content : known.contents()) {
        contents.put(known.path() + " " + content.file().name(), content.file());
      }
    }
    return contents;
  }

  private static FileNews told(
      ReceivedFile file, Kind kind, @Nullable String digestBefore, @Nullable String digestNow) {
    return new FileNews(
        file.name(),
        kind,
        file.recognised().role().name().toLowerCase(Locale.ROOT),
        file.recognised().year(),
        digestBefore,
        digestNow);
  }

  /** In words. */
  public String words() {
    return switch (kind) {
      case NEW -> "%s is new (%s)".formatted(name, digits(digestNow));
      case CHANGED ->
          "%s changed (%s before, %s now)".formatted(name, digits(digestBefore), digits(digestNow));
      case GONE -> "%s is gone (%s before)".formatted(name, digits(digestBefore));
    };
  }

  private static String digits(@Nullable String digest) {
    return digest == null ? "" : digest.substring(0, Math.min(DIGITS, digest.length()));
  }
}
