package org.ebm4j.api.save;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.jspecify.annotations.Nullable;

/// The fields of one object: words, numbers, and lists of these. Each is taken once.
final class Fields {
  private static final int HIGHEST_RANK = 32;

  private final String where;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /// @param where the object, for error messages
  private Fields(String where) {
    this.where = where;
  }

  /// Reads an object whose opening brace is the parser's current token.
  static Fields read(JsonParser json, String where) throws IOException {
    Fields object = new Fields(where);
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw object.wrong("is no object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (object.fields.put(name, object.value(json, name)) != null) {
        throw object.wrong("has two fields '" + name + "'");
      }
    }
    return object;
  }

  private Object value(JsonParser json, String name) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return single(json, name);
    }
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(single(json, name));
    }
    return items;
  }

  /// A word or a number; nothing else has a place here.
  private Object single(JsonParser json, String name) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return json.getDoubleValue();
    }
    throw wrong("has something other than words and numbers in '" + name + "'");
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("cannot read the graph: " + where + " " + what);
  }

  private Object take(String name) {
    Object value = fields.remove(name);
    if (value == null) {
      throw wrong("has no field '" + name + "'");
    }
    return value;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// Refuses fields that nobody took.
  void end() {
    if (!fields.isEmpty()) {
      throw wrong(
          "has a field '" + fields.keySet().iterator().next() + "' unknown to this version");
    }
  }

  String word(String name) {
    if (take(name) instanceof String word) {
      return word;
    }
    throw wrong("should have a word as '" + name + "'");
  }

  double number(String name) {
    return number(take(name), name);
  }

  private double number(@Nullable Object value, String name) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    if (value instanceof String word) {
      return switch (word) {
        case "NaN", "Infinity", "-Infinity" -> Double.parseDouble(word);
        default -> throw wrong("has '" + word + "' in place of a number in '" + name + "'");
      };
    }
    throw wrong("should have a number of 64 bits as '" + name + "'");
  }

  int whole(String name) {
    return whole(take(name), name);
  }

  private int whole(@Nullable Object value, String name) {
    if (value instanceof Double number
        && number == Math.rint(number)
        && number >= 0
        && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw wrong("should have a whole number from 0 to 2^31 - 1 in '" + name + "', found " + value);
  }

  List<Integer> wholes(String name) {
    if (take(name) instanceof List<?> items) {
      List<Integer> wholes = new ArrayList<>(items.size());
      for (Object item : items) {
        wholes.add(whole(item, name));
      }
      return List.copyOf(wholes);
    }
    throw wrong("should have a list as '" + name + "'");
  }

  Shape shape() {
    List<Integer> dims = wholes("shape");
    if (dims.size() > HIGHEST_RANK) {
      throw wrong("has a shape of " + dims.size() + " axes; there may be " + HIGHEST_RANK);
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Digits, or base64 of bits.
  Values values() {
    Object values = take("values");
    if (values instanceof List<?> items) {
      double[] numbers = new double[items.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(items.get(i), "values");
      }
      return Values.of(numbers);
    }
    if (values instanceof String text) {
      return Values.of(decoded(text));
    }
    throw wrong("should have numbers as 'values'");
  }

  private double[] decoded(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      throw wrong("has damaged base64 as 'values'");
    }
    if (bytes.length % 8 != 0) {
      throw wrong("has " + bytes.length + " bytes as 'values', which is no multiple of 8");
    }
    double[] numbers = new double[bytes.length / 8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return numbers;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String word = word(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> NodeWriter.nameOf(choice).equals(word))
        .findFirst()
        .orElseThrow(() -> wrong("has '" + word + "' as '" + name + "', unknown to this version"));
  }
}
