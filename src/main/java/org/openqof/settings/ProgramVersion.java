package org.openqof.settings;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The version of OpenQOF: that of its jar, and the first digits of the jar's digest, so that
 * changed code of the same version number is not taken for the code that made a version of the
 * lake.
 */
public final class ProgramVersion {
  private static final int DIGITS = 12;

  private ProgramVersion() {}

  /** The version, or {@code development} outside of a jar. */
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    CodeSource source = ProgramVersion.class.getProtectionDomain().getCodeSource();
    if (version == null || source == null) {
      return "development";
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return version + "+" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("the program's own jar cannot be read", e);
    }
  }
}
