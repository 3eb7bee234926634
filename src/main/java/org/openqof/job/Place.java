package org.openqof.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Places as people write them: a path, or the URI of any file system. */
public final class Place {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private Place() {}

  /** The URI of a place; a path is taken from the working folder. */
  public static URI uri(String text) {
    return SCHEME.matcher(text).matches()
        ? URI.create(text)
        : Path.of(text).toAbsolutePath().normalize().toUri();
  }
}
