package org.openqof.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Versions;

/**
 * Which form a lake has, and which version of the program gave it that form: {@code lake.json}. A
 * lake of a later form is neither read nor written; one without the file is of the first form. A
 * lake of an earlier form is read as it is, and gets the form of now by its next run.
 */
public final class LakeFormat {
  /**
   * The form that this version of the program writes. Of the second form, tables may have gained
   * columns, and digests of earlier versions are those of the columns that they had.
   */
  static final int CURRENT = 2;

  static final String NAME = "lake.json";

  private static final Pattern FORMAT = Pattern.compile("\"format\"\\s*:\\s*(\\d{1,9})");
  private static final Pattern WRITER = Pattern.compile("\"writer\"\\s*:\\s*\"([^\"]*)\"");

  private LakeFormat() {}

  /**
   * Makes sure that this version of the program knows a lake's form.
   *
   * @param program version of the program; null where it is not known
   * @throws org.openqof.errors.QofException when it is a later one, or the file cannot be
   *     understood
   */
  static void check(Storage storage, String root, @Nullable String program) {
    String path = Storage.below(root, NAME);
    int found = of(storage, path);
    if (found > CURRENT) {
      Matcher writer = WRITER.matcher(storage.readText(path));
      throw LakeErrors.newerLake(
          path, found, CURRENT, writer.find() ? writer.group(1) : "an unknown version", program);
    }
  }

  /** The form that the file says; 0 where there is none. */
  private static int of(Storage storage, String path) {
    if (!storage.exists(path)) {
      return 0;
    }
    String text = storage.readText(path);
    Matcher format = FORMAT.matcher(text);
    if (!format.find()) {
      throw LakeErrors.unreadableFormat(
          path, text.substring(0, Math.min(60, text.length())).trim());
    }
    return Integer.parseInt(format.group(1));
  }

  /**
   * Makes sure that this version of the program knows a lake's form, before anything is done in it.
   *
   * @param program version of the program; null where it is not known
   */
  public static void check(Lake lake, @Nullable String program) {
    check(lake.storage(), lake.root(), program);
  }

  /**
   * Makes sure that a place lies in no lake: nothing is written there but by the lake itself.
   *
   * @param place a file or folder, which need not be there
   * @throws org.openqof.errors.QofException naming the lake
   */
  public static void refuseInside(URI place) {
    refuseInside(Storage.of(place), Storage.absolute(place));
  }

  /**
   * The same.
   *
   * @param path absolute path, which need not be there
   */
  static void refuseInside(Storage storage, String path) {
    String place = Storage.real(path);
    for (String at = place; at.contains("/") && !at.endsWith("/"); at = Storage.parent(at)) {
      if (storage.find(at).filter(Storage.Entry::folder).isPresent()
          && storage.exists(Storage.below(at, NAME))) {
        throw LakeErrors.insideLake(path, at);
      }
    }
  }

  /**
   * Makes sure that a lake and another place have nothing of each other.
   *
   * @param other what the other place is for, as it is called on the command line
   * @throws org.openqof.errors.QofException when they are one place, or one lies in the other
   */
  public static void refuseNested(URI lake, String other, URI place) {
    String one = Storage.real(Storage.absolute(lake));
    String two = Storage.real(Storage.absolute(place));
    if (one.equals(two) || one.startsWith(two + "/") || two.startsWith(one + "/")) {
      throw LakeErrors.nestedPlaces(one, other, two);
    }
  }

  /** Whether a lake still has the form that an earlier version of the program gave it. */
  public static boolean isEarlier(Lake lake) {
    return of(lake.storage(), Storage.below(lake.root(), NAME)) < CURRENT;
  }

  /** Whether a place is a lake at all: it says which form it has, or holds a year. */
  public static boolean isLake(Lake lake) {
    return lake.storage().exists(Storage.below(lake.root(), NAME))
        || !lake.years(Versions.TABLE).isEmpty();
  }

  /**
   * Checks a lake, closes it to all but its owner and group, and says in it which form it has,
   * before anything else is written. Call while the lake's lock is held.
   *
   * @param program version of the program
   * @return what could not be closed, in words, because it is another user's
   */
  public static List<String> ensure(Lake lake, String program) {
    Storage storage = lake.storage();
    check(storage, lake.root(), program);
    List<String> open =
        storage.closeToOthers(lake.root()).stream()
            .map(left -> "left open to others, as it is another user's: " + left)
            .toList();
    String path = Storage.below(lake.root(), NAME);
    if (of(storage, path) < CURRENT) {
      storage.put(
          path,
          "{\n  \"format\" : %d,\n  \"writer\" : \"%s\"\n}\n"
              .formatted(CURRENT, program)
              .getBytes(StandardCharsets.UTF_8));
    }
    return open;
  }
}
