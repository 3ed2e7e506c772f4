package org.ebm4j.api.energy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A piece of a saved energy: an object, an array, a word or a number, asked for by what it should
/// be.
///
/// @param path where it stands, for error messages
/// @param value a map, a list, a string, a number, a boolean or null
record Json(String path, @Nullable Object value) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// @throws IllegalArgumentException if the text is not JSON, with the place
  static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "cannot read the energy: the file goes on after its end");
      }
      return new Json("the energy", value);
    } catch (IOException broken) {
      throw new IllegalArgumentException("cannot read the energy: " + broken.getMessage(), broken);
    }
  }

  /// Recursive, which the parser's own limit on nesting bounds.
  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
      return fields;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return items;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    return token == JsonToken.VALUE_TRUE ? Boolean.TRUE : null;
  }

  /// A field of an object.
  Json get(String field) {
    if (!(value instanceof Map<?, ?> fields) || !fields.containsKey(field)) {
      throw wrong("should have a field '" + field + "'");
    }
    return new Json(path + "." + field, fields.get(field));
  }

  boolean has(String field) {
    return value instanceof Map<?, ?> fields && fields.containsKey(field);
  }

  /// The items of an array.
  List<Json> items() {
    if (!(value instanceof List<?> items)) {
      throw wrong("should be an array");
    }
    List<Json> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      found.add(new Json(path + "[" + i + "]", items.get(i)));
    }
    return found;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("should be a word");
  }

  /// A number; infinities and NaN are words.
  double number() {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof String word && List.of("NaN", "Infinity", "-Infinity").contains(word)) {
      return Double.parseDouble(word);
    }
    throw wrong("should be a number");
  }

  int whole() {
    double number = number();
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw wrong("should be a whole number, found " + number);
    }
    return (int) number;
  }

  List<Integer> wholes() {
    return items().stream().map(Json::whole).toList();
  }

  double[] numbers() {
    return items().stream().mapToDouble(Json::number).toArray();
  }

  /// The piece as text again.
  String rewritten() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(value, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a string takes everything
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Map<?, ?> fields -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          json.writeFieldName(String.valueOf(field.getKey()));
          write(field.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 ->
          json.writeNumber(number.longValue());
      case Double number -> json.writeNumber(number);
      case String word -> json.writeString(word);
      case Boolean flag -> json.writeBoolean(flag);
      case null, default -> json.writeNull();
    }
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("cannot read the energy: " + path + " " + what);
  }
}
