package org.openqof.extract.form;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of received bytes: UTF-8 where the bytes are valid UTF-8, otherwise Windows-1252, as several
 * published files are. Never fails: the five bytes that Windows-1252 leaves open become U+FFFD.
 */
public final class Text {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private Text() {}

  /** The text of some bytes: UTF-8, or Windows-1252 where they are not that. */
  public static String of(byte[] bytes, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        ascii = false;
        break;
      }
    }
    if (ascii) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, to - from));
      return decoded.toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, from, to - from, WINDOWS_1252);
    }
  }

  /**
   * A text cut to a length that fits a message, without line breaks and control characters, and
   * with characters that nobody sees written out, as in {@code ␣U+00A0}.
   */
  public static String shown(String text) {
    String all = LenientText.visible(text);
    String line = all.length() > 120 ? all.substring(0, 117) + "..." : all;
    StringBuilder shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      shown.append(c < ' ' || c == 0x7f ? ' ' : c);
    }
    return shown.toString();
  }
}
