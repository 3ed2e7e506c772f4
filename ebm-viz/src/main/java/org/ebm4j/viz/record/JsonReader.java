package org.ebm4j.viz.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Reads JSON strictly as RFC 8259 has it: nothing after the value, no comments, no repeated keys,
/// at most [#DEEPEST] levels.
final class JsonReader {

  private static final int DEEPEST = 200;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Json whole() {
    Json value = value();
    skipSpace();
    if (at < text.length()) {
      throw mistake("the end");
    }
    return value;
  }

  private Json value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::list);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Truth(true));
      case 'f' -> word("false", new Json.Truth(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  private Json nested(Supplier<Json> inner) {
    if (++depth > DEEPEST) {
      throw mistake("at most " + DEEPEST + " levels");
    }
    Json value = inner.get();
    depth--;
    return value;
  }

  private Json object() {
    Map<String, Json> fields = new LinkedHashMap<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      if (!fields.isEmpty()) {
        expect(',');
        skipSpace();
      }
      int start = at;
      String key = string();
      skipSpace();
      expect(':');
      if (fields.put(key, value()) != null) {
        at = start;
        throw mistake("a key other than \"" + key + "\", which is there already");
      }
      skipSpace();
    }
    at++;
    return new Json.Obj(fields);
  }

  private Json list() {
    List<Json> items = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
      skipSpace();
    }
    at++;
    return new Json.Arr(items);
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at);
      if (c < 0x20) {
        throw mistake("no bare control sign in a text");
      }
      at++;
      out.append(c == '\\' ? escape() : c);
    }
    at++;
    return out.toString();
  }

  private char escape() {
    char c = peek();
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u' || at + 5 > text.length()) {
      throw mistake("an escape");
    }
    int code = 0;
    for (int end = ++at + 4; at < end; at++) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        throw mistake("a hexadecimal digit");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private Json number() {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean whole = true;
    if (skip('.')) {
      digits();
      whole = false;
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
      whole = false;
    }
    String number = text.substring(start, at);
    boolean fits = whole && number.length() <= 18 && !number.equals("-0");
    return fits
        ? new Json.Whole(Long.parseLong(number))
        : new Json.Real(Double.parseDouble(number));
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw mistake("a value");
    }
  }

  private boolean skip(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw mistake(word);
    }
    at += word.length();
    return value;
  }

  private void expect(char sign) {
    if (peek() != sign) {
      throw mistake("'" + sign + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw mistake("more");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException mistake(String wanted) {
    String found = at >= text.length() ? "the end" : "'" + text.charAt(at) + "'";
    return new IllegalArgumentException(
        "JSON: wanted %s at sign %d of %d, found %s; the text is cut off or not JSON"
            .formatted(wanted, at, text.length(), found));
  }
}
