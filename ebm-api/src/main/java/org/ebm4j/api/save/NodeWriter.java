package org.ebm4j.api.save;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;

/// Each operation's fields, in their order.
final class NodeWriter {
  /// The most numbers that stand as digits.
  static final int DIGITS = 16;

  private final JsonGenerator json;
  private final Map<Node, Integer> places = new IdentityHashMap<>();

  NodeWriter(JsonGenerator json) {
    this.json = json;
  }

  void graph(List<Node> roots) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", SavedGraph.FORMAT);
    json.writeNumberField("version", SavedGraph.VERSION);
    json.writeArrayFieldStart("nodes");
    for (Node node : Graph.canonical(roots)) {
      node(node);
      places.put(node, places.size());
    }
    json.writeEndArray();
    places("roots", roots);
    json.writeEndObject();
  }

  private void node(Node node) throws IOException {
    json.writeStartObject();
    operation(node);
    if (!node.inputs().isEmpty()) {
      places("in", node.inputs());
    }
    if (!node.term().isEmpty()) {
      word("term", node.term());
    }
    json.writeEndObject();
  }

  private void operation(Node node) throws IOException {
    switch (node.op()) {
      case Op.Input(var name) -> leaf("input", name, node.shape());
      case Op.Setting(var name) -> leaf("setting", name, node.shape());
      case Op.Parameter(var name, var init) -> {
        leaf("parameter", name, node.shape());
        law(init);
      }
      case Op.Constant(var values) -> {
        op("constant");
        shape(node.shape());
        numbers(values);
      }
      case Op.Noise(var law, int purpose, int draw) -> {
        choice("noise", "law", law);
        json.writeNumberField("purpose", purpose);
        json.writeNumberField("draw", draw);
        shape(node.shape());
      }
      case Op.BatchSize _ -> op("batch size");
      case Op.Map(var function) -> choice("map", "function", function);
      case Op.Zip(var function) -> choice("zip", "function", function);
      case Op.Where _ -> op("where");
      case Op.Broadcast(var shape, var axes) -> box("broadcast", shape, "axes", axes);
      case Op.Reshape(var shape) -> {
        op("reshape");
        shape(shape);
      }
      case Op.Transpose(var order) -> list("transpose", "order", order);
      case Op.Slice(var start, var shape) -> box("slice", shape, "start", start);
      case Op.Pad(var start, var shape) -> box("pad", shape, "start", start);
      case Op.Concat(int axis) -> {
        op("concat");
        json.writeNumberField("axis", axis);
      }
      case Op.Reduce(var kind, var axes) -> {
        choice("reduce", "kind", kind);
        wholes("axes", axes);
      }
      case Op.MatMul _ -> op("matmul");
      case Op.StopGradient _ -> op("stop gradient");
      case Op.BatchSum _ -> op("batch sum");
      case Op.BatchContract _ -> op("batch contract");
    }
  }

  private void op(String name) throws IOException {
    json.writeStringField("op", name);
  }

  private void leaf(String op, String name, Shape shape) throws IOException {
    op(op);
    word("name", name);
    shape(shape);
  }

  private void choice(String op, String field, Enum<?> choice) throws IOException {
    op(op);
    json.writeStringField(field, nameOf(choice));
  }

  private void box(String op, Shape shape, String field, List<Integer> at) throws IOException {
    op(op);
    shape(shape);
    wholes(field, at);
  }

  private void list(String op, String field, List<Integer> values) throws IOException {
    op(op);
    wholes(field, values);
  }

  /// How a choice is written: as its name, in small letters.
  static String nameOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void law(Init init) throws IOException {
    switch (init) {
      case Init.Constant(double value) -> law("constant", value);
      case Init.Normal(double sd) -> law("normal", sd);
      case Init.FanIn(double gain) -> law("fan-in", gain);
      case Init.Glorot(double gain) -> law("glorot", gain);
      case Init.Given(var values) -> {
        json.writeStringField("law", "given");
        numbers(values);
      }
    }
  }

  private void law(String name, double size) throws IOException {
    json.writeStringField("law", name);
    json.writeFieldName("size");
    number(size);
  }

  private void places(String field, List<Node> nodes) throws IOException {
    wholes(field, nodes.stream().map(node -> places.getOrDefault(node, -1)).toList());
  }

  private void shape(Shape shape) throws IOException {
    json.writeFieldName("shape");
    json.writeArray(shape.dims(), 0, shape.rank());
  }

  private void wholes(String field, List<Integer> values) throws IOException {
    json.writeFieldName(field);
    json.writeArray(values.stream().mapToInt(Integer::intValue).toArray(), 0, values.size());
  }

  private void numbers(Values values) throws IOException {
    json.writeFieldName("values");
    if (values.size() > DIGITS) {
      json.writeString(base64(values));
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < values.size(); i++) {
      number(values.get(i));
    }
    json.writeEndArray();
  }

  private static String base64(Values values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.size(); i++) {
      bytes.putLong(Double.doubleToLongBits(values.get(i))); // one NaN
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private void number(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  private void word(String field, String word) throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(word)) {
      throw new IllegalArgumentException(
          "cannot save the graph: the name '" + word + "' holds half a character; rename it");
    }
    json.writeStringField(field, word);
  }
}
