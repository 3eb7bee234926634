package org.openqof.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.openqof.store.Publication;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table.Tree;

/** Places as people write them: a path, or the URI of any file system. */
public final class Place {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private Place() {}

  /**
   * The URI of a place; a path is taken from the working folder. Signs that a URI must escape may
   * stand as they are, since that is how places are printed ({@code file:/data/my lake}).
   */
  public static URI uri(String text) {
    return SCHEME.matcher(text).matches()
        ? address(text)
        : Path.of(text).toAbsolutePath().normalize().toUri();
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notEscaped) {
      int colon = text.indexOf(':');
      try {
        return new URI(text.substring(0, colon), text.substring(colon + 1), null);
      } catch (URISyntaxException noAddress) {
        throw JobErrors.noPlace(text, noAddress.getReason());
      }
    }
  }

  /**
   * The URI of a folder for amounts of money.
   *
   * @throws org.openqof.errors.QofException when it is in a tree of statistics, which never holds
   *     money
   */
  public static URI ofMoney(String folder) {
    URI place = uri(folder);
    if (Arrays.asList(Storage.absolute(place).split("/"))
        .contains(Publication.folderName(Tree.STATISTICS))) {
      throw JobErrors.moneyAmongStatistics(folder);
    }
    return place;
  }
}
