package org.ebm4j.viz.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A JSON value [RFC 8259].
///
/// JSON has no NaN and no infinities: they are written as the texts "NaN", "Infinity" and
/// "-Infinity", which [#asDouble] reads back.
public sealed interface Json {

  /// An object; its fields stay in the order given.
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  /// A number with a fraction or an exponent, or one too large for a long.
  record Real(double value) implements Json {}

  record Whole(long value) implements Json {}

  record Truth(boolean value) implements Json {}

  record Null() implements Json {}

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(double value) {
    return new Real(value);
  }

  /// The number as the float's own digits: 0.1f is 0.1, not 0.10000000149011612.
  static Json of(float value) {
    return new Real(Double.parseDouble(Float.toString(value)));
  }

  static Json of(long value) {
    return new Whole(value);
  }

  static Json of(boolean value) {
    return new Truth(value);
  }

  static Json texts(List<String> values) {
    List<Json> items = new ArrayList<>();
    values.forEach(value -> items.add(of(value)));
    return new Arr(items);
  }

  static Json numbers(double[] values) {
    List<Json> items = new ArrayList<>();
    for (double value : values) {
      items.add(of(value));
    }
    return new Arr(items);
  }

  /// An object with the keys sorted, because the order of a plain map may change from one JVM to
  /// the next.
  static Json texts(Map<String, String> values) {
    Map<String, Json> fields = new LinkedHashMap<>();
    new TreeMap<>(values).forEach((key, value) -> fields.put(key, of(value)));
    return new Obj(fields);
  }

  /// An object with the keys sorted, because the order of a plain map may change from one JVM to
  /// the next.
  static Json numbers(Map<String, Double> values) {
    Map<String, Json> fields = new LinkedHashMap<>();
    new TreeMap<>(values).forEach((key, value) -> fields.put(key, of(value)));
    return new Obj(fields);
  }

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException with the position of the first mistake
  static Json parse(String text) {
    return new JsonReader(text).whole();
  }

  /// The value without spaces or line breaks.
  default String compact() {
    return JsonWriter.compact(this);
  }

  /// The value for people: two spaces of indentation, short lists on one line, a line break at the
  /// end.
  default String pretty() {
    return JsonWriter.pretty(this);
  }

  /// The number that this value is, or that it names as a text.
  ///
  /// @throws IllegalArgumentException where it is neither
  default double asDouble() {
    return switch (this) {
      case Real real -> real.value();
      case Whole whole -> whole.value();
      case Text(String name) when name.equals("NaN") -> Double.NaN;
      case Text(String name) when name.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case Text(String name) when name.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case Text _, Truth _, Null _, Obj _, Arr _ ->
          throw new IllegalArgumentException(
              "asked for a number, found %s; write a number, \"NaN\", \"Infinity\" or \"-Infinity\""
                  .formatted(compact()));
    };
  }
}
