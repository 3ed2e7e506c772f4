package org.ebm4j.api.energy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.graph.Values;

/// Nodes as a JSON array, inputs before the nodes that use them; an input is named by its place in the array.
///
///     {"op": "input", "name": "y", "shape": [2]}, {"op": "tanh", "in": [0]}, {"op": "reduce", "kind": "SUM", "axes": [0], "in": [1]}
final class GraphJson {
  private GraphJson() {}

  // ---- writing ----

  /// Writes the nodes under the roots.
  ///
  /// @return the place of each node
  static Map<Node, Integer> write(List<Node> roots, JsonGenerator json) throws IOException {
    Map<Node, Integer> places = new IdentityHashMap<>();
    json.writeStartArray();
    for (Node node : Graph.topological(roots)) {
      json.writeStartObject();
      operation(node, json);
      if (!node.inputs().isEmpty()) {
        json.writeArrayFieldStart("in");
        for (Node input : node.inputs()) {
          json.writeNumber(places.getOrDefault(input, -1));
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      places.put(node, places.size());
    }
    json.writeEndArray();
    return places;
  }

  private static void operation(Node node, JsonGenerator json) throws IOException {
    switch (node.op()) {
      case Op.Input(var name) -> leaf("input", name, node.shape(), json);
      case Op.Setting(var name) -> leaf("setting", name, node.shape(), json);
      case Op.Parameter(var name, var init) -> {
        leaf("parameter", name, node.shape(), json);
        law(init, json);
      }
      case Op.Constant(var values) -> {
        word("op", "constant", json);
        shape(node.shape(), json);
        numbers("values", values, json);
      }
      case Op.Noise(var law, int purpose, int draw) -> {
        word("op", "noise", json);
        word("law", law.name(), json);
        json.writeNumberField("purpose", purpose);
        json.writeNumberField("draw", draw);
        shape(node.shape(), json);
      }
      case Op.BatchSize _ -> word("op", "batch size", json);
      case Op.Map(var function) -> {
        word("op", "map", json);
        word("function", function.name(), json);
      }
      case Op.Zip(var function) -> {
        word("op", "zip", json);
        word("function", function.name(), json);
      }
      case Op.Where _ -> word("op", "where", json);
      case Op.Broadcast(var shape, var axes) -> placed("broadcast", shape, "axes", axes, json);
      case Op.Reshape(var shape) -> {
        word("op", "reshape", json);
        shape(shape, json);
      }
      case Op.Transpose(var order) -> {
        word("op", "transpose", json);
        wholes("order", order, json);
      }
      case Op.Slice(var start, var shape) -> placed("slice", shape, "start", start, json);
      case Op.Pad(var start, var shape) -> placed("pad", shape, "start", start, json);
      case Op.Concat(int axis) -> {
        word("op", "concat", json);
        json.writeNumberField("axis", axis);
      }
      case Op.Reduce(var kind, var axes) -> {
        word("op", "reduce", json);
        word("kind", kind.name(), json);
        wholes("axes", axes, json);
      }
      case Op.MatMul _ -> word("op", "matmul", json);
      case Op.StopGradient _ -> word("op", "stop gradient", json);
      case Op.BatchSum _ -> word("op", "batch sum", json);
      case Op.BatchContract _ -> word("op", "batch contract", json);
    }
  }

  private static void leaf(String op, String name, Shape shape, JsonGenerator json)
      throws IOException {
    word("op", op, json);
    word("name", name, json);
    shape(shape, json);
  }

  private static void placed(
      String op, Shape shape, String field, List<Integer> at, JsonGenerator json)
      throws IOException {
    word("op", op, json);
    shape(shape, json);
    wholes(field, at, json);
  }

  private static void law(Init init, JsonGenerator json) throws IOException {
    switch (init) {
      case Init.Constant(double value) -> law("constant", value, json);
      case Init.Normal(double sd) -> law("normal", sd, json);
      case Init.FanIn(double gain) -> law("fan-in", gain, json);
      case Init.Glorot(double gain) -> law("glorot", gain, json);
      case Init.Given(var values) -> {
        word("law", "given", json);
        numbers("values", values, json);
      }
    }
  }

  private static void law(String name, double size, JsonGenerator json) throws IOException {
    word("law", name, json);
    json.writeFieldName("size");
    number(size, json);
  }

  private static void word(String field, String word, JsonGenerator json) throws IOException {
    json.writeStringField(field, word);
  }

  private static void shape(Shape shape, JsonGenerator json) throws IOException {
    wholes("shape", Arrays.stream(shape.dims()).boxed().toList(), json);
  }

  private static void wholes(String field, List<Integer> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (int value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private static void numbers(String field, Values values, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(field);
    for (int i = 0; i < values.size(); i++) {
      number(values.get(i), json);
    }
    json.writeEndArray();
  }

  static void number(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  // ---- reading ----

  static List<Node> read(Json array) {
    List<Node> nodes = new ArrayList<>();
    for (Json item : array.items()) {
      List<Node> inputs = new ArrayList<>();
      for (Json input : item.has("in") ? item.get("in").items() : List.<Json>of()) {
        int place = input.whole();
        if (place < 0 || place >= nodes.size()) {
          throw input.wrong("names node " + place + ", which does not come before it");
        }
        inputs.add(nodes.get(place));
      }
      try {
        Op op = operation(item);
        nodes.add(inputs.isEmpty() ? Node.leaf(op, leafShape(op, item)) : Node.of(op, inputs));
      } catch (IndexOutOfBoundsException | NegativeArraySizeException damaged) {
        throw item.wrong("does not fit its inputs");
      }
    }
    return nodes;
  }

  private static Shape leafShape(Op op, Json item) {
    return op instanceof Op.BatchSize ? Shape.SCALAR : shape(item);
  }

  private static Op operation(Json item) {
    String op = item.get("op").text();
    return switch (op) {
      case "input" -> new Op.Input(item.get("name").text());
      case "setting" -> new Op.Setting(item.get("name").text());
      case "parameter" -> new Op.Parameter(item.get("name").text(), law(item));
      case "constant" -> new Op.Constant(Values.of(item.get("values").numbers()));
      case "noise" ->
          new Op.Noise(
              constant(Op.Noise.Law.class, item.get("law")),
              item.get("purpose").whole(),
              item.get("draw").whole());
      case "batch size" -> new Op.BatchSize();
      case "map" -> new Op.Map(constant(Unary.class, item.get("function")));
      case "zip" -> new Op.Zip(constant(Binary.class, item.get("function")));
      case "where" -> new Op.Where();
      case "broadcast" -> new Op.Broadcast(shape(item), item.get("axes").wholes());
      case "reshape" -> new Op.Reshape(shape(item));
      case "transpose" -> new Op.Transpose(item.get("order").wholes());
      case "slice" -> new Op.Slice(item.get("start").wholes(), shape(item));
      case "pad" -> new Op.Pad(item.get("start").wholes(), shape(item));
      case "concat" -> new Op.Concat(item.get("axis").whole());
      case "reduce" ->
          new Op.Reduce(
              constant(Op.Reduce.Kind.class, item.get("kind")), item.get("axes").wholes());
      case "matmul" -> new Op.MatMul();
      case "stop gradient" -> new Op.StopGradient();
      case "batch sum" -> new Op.BatchSum();
      case "batch contract" -> new Op.BatchContract();
      default ->
          throw item.wrong(
              "has the operation '" + op + "', unknown to this version; load it with a newer one");
    };
  }

  private static Init law(Json item) {
    String law = item.get("law").text();
    return switch (law) {
      case "constant" -> new Init.Constant(item.get("size").number());
      case "normal" -> new Init.Normal(item.get("size").number());
      case "fan-in" -> new Init.FanIn(item.get("size").number());
      case "glorot" -> new Init.Glorot(item.get("size").number());
      case "given" -> new Init.Given(Values.of(item.get("values").numbers()));
      default -> throw item.wrong("has the initial law '" + law + "', unknown to this version");
    };
  }

  private static Shape shape(Json item) {
    return Shape.of(item.get("shape").wholes().stream().mapToInt(Integer::intValue).toArray());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Json word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equals(word.text()))
        .findFirst()
        .orElseThrow(() -> word.wrong("is '" + word.text() + "', unknown to this version"));
  }
}
