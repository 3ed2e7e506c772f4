package org.ebm4j.api.space;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;

/// A layout as JSON.
///
///     {"type": "Motion", "spread": 1.0, "origin": 0.0,
///      "components": [{"name": "dx", "shape": [], "kind": "real", "low": -1.0, "high": null}, …]}
///
/// Numbers that are all the same stand once instead of in an array; null stands for a bound at infinity.
final class LayoutJson {
  private static final JsonFactory JSON = new JsonFactory();

  /// The most numbers a point may have when read, so that a damaged file cannot ask for all memory.
  private static final int MOST = 1 << 24;

  private LayoutJson() {}

  static String write(Layout layout) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(layout, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a string takes everything
    }
    return text.toString();
  }

  static Layout read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      return read(json);
    } catch (IOException broken) {
      throw new IllegalArgumentException("cannot read a space: " + broken.getMessage(), broken);
    }
  }

  // ---- writing ----

  private static void write(Layout layout, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", layout.type());
    json.writeNumberField("spread", layout.spread());
    json.writeFieldName("origin");
    write(layout.origin(), json);
    json.writeArrayFieldStart("components");
    for (Component component : layout.components()) {
      write(component, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Component component, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", component.name());
    json.writeFieldName("shape");
    json.writeArray(component.shape().dims(), 0, component.shape().rank());
    json.writeStringField("kind", component.kind().name().toLowerCase(Locale.ROOT));
    json.writeFieldName("low");
    write(component.bounds().low(), json);
    json.writeFieldName("high");
    write(component.bounds().high(), json);
    json.writeEndObject();
  }

  private static void write(Values values, JsonGenerator json) throws IOException {
    if (values.size() > 0 && values.allEqual(values.get(0))) {
      number(values.get(0), json);
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < values.size(); i++) {
      number(values.get(i), json);
    }
    json.writeEndArray();
  }

  private static void number(double value, JsonGenerator json) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  // ---- reading ----

  private static Layout read(JsonParser json) throws IOException {
    String type = "";
    double spread = 1;
    Numbers origin = Numbers.ABSENT;
    List<Component> components = new ArrayList<>();
    expect(json.currentToken(), JsonToken.START_OBJECT, "a space");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "type" -> type = text(json, field);
        case "spread" -> spread = number(json, field, Double.NaN);
        case "origin" -> origin = numbers(json, field, Double.NaN);
        case "components" -> components(json, components);
        default -> throw damaged("a space has a field '" + field + "' unknown to this version");
      }
    }
    int size = components.stream().mapToInt(Component::size).sum();
    return new Layout(type, components, Values.of(origin.repeated(size)), spread);
  }

  private static void components(JsonParser json, List<Component> components) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "the components");
    int offset = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Component component = component(json, offset);
      components.add(component);
      offset += component.size();
      if (offset > MOST) {
        throw damaged("it has more than " + MOST + " numbers a point");
      }
    }
    expect(json.currentToken(), JsonToken.END_ARRAY, "the components");
  }

  private static Component component(JsonParser json, int offset) throws IOException {
    String name = "";
    Shape shape = Shape.SCALAR;
    String kind = "";
    Numbers low = Numbers.ABSENT;
    Numbers high = Numbers.ABSENT;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json, field);
        case "shape" -> shape = shape(json);
        case "kind" -> kind = text(json, field);
        case "low" -> low = numbers(json, field, Double.NEGATIVE_INFINITY);
        case "high" -> high = numbers(json, field, Double.POSITIVE_INFINITY);
        default -> throw damaged("a component has a field '" + field + "' unknown to this version");
      }
    }
    Bounds bounds =
        new Bounds(Values.of(low.repeated(shape.size())), Values.of(high.repeated(shape.size())));
    return new Component(name, shape, offset, kind(kind), bounds);
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> damaged("there is no kind of numbers '" + word + "'"));
  }

  private static Shape shape(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "a shape");
    List<Integer> dims = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "an extent");
      dims.add(json.getIntValue());
    }
    Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    if (shape.size() > MOST) {
      throw damaged("a component of shape " + shape + " has more than " + MOST + " numbers");
    }
    return shape;
  }

  /// Numbers as read: in full, or one for all.
  private record Numbers(double[] values, boolean one) {
    static final Numbers ABSENT = new Numbers(new double[0], false);

    /// Never more than the file held, unless one number stands for all of a shape the file names.
    double[] repeated(int size) {
      if (!one) {
        return values;
      }
      double[] all = new double[size];
      Arrays.fill(all, values[0]);
      return all;
    }
  }

  private static Numbers numbers(JsonParser json, String field, double absent) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return new Numbers(new double[] {number(json, field, absent)}, true);
    }
    List<Double> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(number(json, field, absent));
    }
    return new Numbers(values.stream().mapToDouble(Double::doubleValue).toArray(), false);
  }

  /// @param absent what null stands for; NaN if it stands for nothing
  private static double number(JsonParser json, String field, double absent) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL && !Double.isNaN(absent)) {
      return absent;
    }
    if (!json.currentToken().isNumeric()) {
      throw damaged("'" + field + "' should be a number, found " + json.currentToken());
    }
    return json.getDoubleValue();
  }

  private static String text(JsonParser json, String field) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, "'" + field + "'");
    return json.getText();
  }

  private static void expect(JsonToken found, JsonToken wanted, String what) {
    if (found != wanted) {
      throw damaged(what + " should be " + wanted + ", found " + found);
    }
  }

  private static IllegalArgumentException damaged(String what) {
    return new IllegalArgumentException("cannot read a space: " + what);
  }
}
