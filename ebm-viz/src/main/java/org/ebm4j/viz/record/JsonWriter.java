package org.ebm4j.viz.record;

import java.util.Iterator;
import java.util.Map;

/// Prints JSON so that equal values give equal bytes.
final class JsonWriter {

  private static final int SHORT = 100; // lists up to this many signs stay on one line

  private final StringBuilder out = new StringBuilder();
  private final boolean spaced;

  private JsonWriter(boolean spaced) {
    this.spaced = spaced;
  }

  static String compact(Json value) {
    JsonWriter writer = new JsonWriter(false);
    writer.put(value, "");
    return writer.out.toString();
  }

  static String pretty(Json value) {
    JsonWriter writer = new JsonWriter(true);
    writer.put(value, "");
    return writer.out.append('\n').toString();
  }

  private void put(Json value, String indent) {
    switch (value) {
      case Json.Text text -> quote(text.value());
      case Json.Real real -> real(real.value());
      case Json.Whole whole -> out.append(whole.value());
      case Json.Truth truth -> out.append(truth.value());
      case Json.Null _ -> out.append("null");
      case Json.Arr list -> list(list, indent);
      case Json.Obj object -> object(object, indent);
    }
  }

  private void real(double value) {
    if (Double.isFinite(value)) {
      out.append(Double.toString(value).replace("E", "e")); // fewest digits that read back exactly
    } else {
      quote(Double.toString(value));
    }
  }

  private void list(Json.Arr list, String indent) {
    if (list.items().isEmpty()) {
      out.append("[]");
      return;
    }
    boolean flat = !spaced || isShort(list);
    String deeper = indent + "  ";
    out.append('[');
    Iterator<Json> items = list.items().iterator();
    while (items.hasNext()) {
      if (!flat) {
        out.append('\n').append(deeper);
      }
      put(items.next(), deeper);
      if (items.hasNext()) {
        out.append(flat && spaced ? ", " : ",");
      }
    }
    out.append(flat ? "]" : "\n" + indent + "]");
  }

  private static boolean isShort(Json.Arr list) {
    boolean plain =
        list.items().stream().noneMatch(i -> i instanceof Json.Arr || i instanceof Json.Obj);
    return plain && compact(list).length() <= SHORT;
  }

  private void object(Json.Obj object, String indent) {
    if (object.fields().isEmpty()) {
      out.append("{}");
      return;
    }
    String deeper = indent + "  ";
    String line = spaced ? "\n" + deeper : "";
    String before = "{";
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      out.append(before).append(line);
      quote(field.getKey());
      out.append(spaced ? ": " : ":");
      put(field.getValue(), deeper);
      before = ",";
    }
    out.append(spaced ? "\n" + indent : "").append('}');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> sign(text, i, c);
      }
    }
    out.append('"');
  }

  /// Control signs, line separators that break JavaScript, and lone surrogates, which UTF-8 cannot
  /// hold, become \\uXXXX.
  private void sign(String text, int at, char c) {
    boolean paired =
        Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : !Character.isLowSurrogate(c)
                || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
    if (c < 0x20 || c == 0x7F || c == '\u2028' || c == '\u2029' || !paired) {
      out.append("\\u");
      String hex = Integer.toHexString(c);
      out.append("0".repeat(4 - hex.length())).append(hex);
    } else {
      out.append(c);
    }
  }
}
