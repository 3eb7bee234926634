package org.openqof.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of short texts: identities of inputs, versions and questions. */
public final class Digests {
  private static final int SHORT = 16;

  private Digests() {}

  /** SHA-256, hexadecimal. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Its first sixteen digits, for names of files. */
  public static String short16(String text) {
    return sha256(text).substring(0, SHORT);
  }
}
