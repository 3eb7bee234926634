package org.openqof.intake;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.layout.Layouts;
import org.openqof.settings.Globs;
import org.openqof.settings.JobErrors;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;

/**
 * What lies under the place of the extracts: every file, and everything else by name, so that
 * nothing is passed over in silence.
 *
 * @param entries files, sorted by path
 * @param odd what cannot be opened as a file: links that lead nowhere or back, pipes, devices
 * @param hidden names that begin with a point, as programs call files they are not ready with
 * @param ignored files that the job says to ignore
 */
public record FoundFiles(
    List<Entry> entries, List<Odd> odd, List<String> hidden, List<String> ignored) {
  private static final int MOST_NAMES = 10;

  /** How a notice of files that the job ignores begins. */
  public static final String IGNORED = "ignored by the job";

  /**
   * Something that is not a file.
   *
   * @param name its name
   * @param what what it is
   */
  record Odd(String name, String what) {}

  /**
   * Lists a place.
   *
   * @param ignore patterns of names or of paths below the place, as shells write them
   * @throws org.openqof.errors.QofException when there is no such place or nothing in it
   */
  public static FoundFiles of(Storage storage, URI place, List<String> ignore) {
    String root = Storage.absolute(place);
    Entry top = storage.find(root).orElseThrow(() -> JobErrors.noSuchExtracts(place.toString()));
    FoundFiles found =
        new FoundFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Globs patterns = new Globs(ignore);
    if (top.folder()) {
      Deque<String> folders = new ArrayDeque<>(List.of(root));
      while (!folders.isEmpty()) {
        found.addAll(storage, root, folders, patterns);
      }
    } else {
      found.entries.add(top);
    }
    if (found.entries.isEmpty() && found.odd.isEmpty()) {
      throw JobErrors.noExtracts(place.toString());
    }
    found.entries.sort(Comparator.comparing(Entry::path));
    return found;
  }

  private void addAll(Storage storage, String root, Deque<String> folders, Globs patterns) {
    String folder = folders.removeFirst();
    List<Odd> strange = new ArrayList<>();
    storage.oddities(folder).forEach((name, what) -> strange.add(new Odd(name, what)));
    for (Odd each : strange) {
      if (patterns.fit(below(root, folder, each.name()), each.name())) {
        ignored.add(each.name());
      } else {
        odd.add(each);
      }
    }
    for (Entry entry : storage.list(folder)) {
      String name = entry.name();
      if (strange.stream().anyMatch(each -> each.name().equals(name)) || name.equals("README.md")) {
        continue;
      }
      if (patterns.fit(below(root, folder, name), name)) {
        ignored.add(name);
      } else if (name.startsWith(".")) {
        if (!entry.folder()) {
          hidden.add(name);
        }
      } else if (!entry.folder()) {
        entries.add(entry);
      } else if (!name.equals("truth")) {
        // The generator keeps what its extracts were made from alongside them; that is not an
        // extract.
        folders.add(entry.path());
      }
    }
  }

  private static String below(String root, String folder, String name) {
    String inside = folder.substring(root.length()) + "/" + name;
    return inside.startsWith("/") ? inside.substring(1) : inside;
  }

  /** Everything that is not a file, one line each, to see whether it is still so. */
  public List<String> oddLines() {
    List<String> lines = new ArrayList<>();
    odd.forEach(each -> lines.add("odd " + each.name() + " " + each.what()));
    hidden.forEach(each -> lines.add("hidden " + each));
    ignored.forEach(each -> lines.add("ignored " + each));
    lines.sort(null);
    return lines;
  }

  /** What is passed over, in words. */
  List<String> notices(Layouts layouts) {
    List<String> notices = new ArrayList<>();
    for (Odd each : odd) {
      if (layouts.namedLike(each.name()).isEmpty()) {
        notices.add("skipped " + each.name() + ": " + each.what());
      }
    }
    for (String name : hidden) {
      if (layouts.namedLike(name).isPresent()) {
        notices.add(
            "skipped " + name + ": a name that begins with a point, as of a file on its way");
      }
    }
    if (!ignored.isEmpty()) {
      notices.add(
          "%s: %s%s"
              .formatted(
                  IGNORED,
                  String.join(", ", ignored.subList(0, Math.min(MOST_NAMES, ignored.size()))),
                  ignored.size() > MOST_NAMES
                      ? " and %,d more".formatted(ignored.size() - MOST_NAMES)
                      : ""));
    }
    return notices;
  }

  /** What bears the name of an extract and cannot be opened, by name, in words. */
  Map<String, String> problems(Layouts layouts) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Odd each : odd) {
      Optional<String> layout = layouts.namedLike(each.name());
      layout.ifPresent(
          id ->
              problems.put(
                  each.name(),
                  ReceiveExtracts.inWords(
                      ExtractErrors.namedLikeAnExtract(each.name(), id, each.what()))));
    }
    return problems;
  }
}
