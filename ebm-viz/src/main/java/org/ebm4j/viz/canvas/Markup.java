package org.ebm4j.viz.canvas;

/// Makes any text safe inside HTML and XML, as content and within double or single quotes.
public final class Markup {

  private Markup() {}

  /// The text with the five special signs as entities; what XML cannot hold (control signs, lone
  /// surrogates) becomes U+FFFD.
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(code -> append(out, code));
    return out.toString();
  }

  private static void append(StringBuilder out, int code) {
    switch (code) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(allowed(code) ? code : 0xFFFD);
    }
  }

  private static boolean allowed(int code) {
    boolean control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    return !control
        && !surrogate
        && code != 0xFFFE
        && code != 0xFFFF
        && !(code >= 0x7F && code < 0xA0);
  }
}
