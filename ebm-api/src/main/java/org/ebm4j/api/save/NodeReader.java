package org.ebm4j.api.save;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.ebm4j.api.graph.Unary;

/// Reads a graph and believes none of it: every field is known, there once and of its kind, every
/// input comes earlier, and every operation accepts its inputs as if it were built anew.
final class NodeReader {
  private final JsonParser json;
  private final List<Node> nodes = new ArrayList<>();

  NodeReader(JsonParser json) {
    this.json = json;
  }

  List<Node> graph() throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
    field("format");
    expect(
        SavedGraph.FORMAT.equals(json.nextTextValue()),
        "its format is not '" + SavedGraph.FORMAT + "'");
    field("version");
    int version = json.nextIntValue(-1);
    expect(
        version == SavedGraph.VERSION,
        "it is of version " + version + ", but this program reads version " + SavedGraph.VERSION);
    field("nodes");
    expect(json.nextToken() == JsonToken.START_ARRAY, "'nodes' is no array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(node(Fields.read(json, "node " + nodes.size())));
    }
    field("roots");
    List<Node> roots = roots();
    expect(
        json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null,
        "it goes on after its end");
    return roots;
  }

  private void field(String name) throws IOException {
    json.nextToken();
    expect(name.equals(json.currentName()), "its next field should be '" + name + "'");
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("cannot read the graph: " + otherwise + "; save it again");
    }
  }

  private List<Node> roots() throws IOException {
    expect(json.nextToken() == JsonToken.START_ARRAY, "'roots' is no array");
    List<Node> roots = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int place = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
      expect(
          place >= 0 && place < nodes.size(), "a root names node " + place + " of " + nodes.size());
      roots.add(nodes.get(place));
    }
    return List.copyOf(roots);
  }

  private Node node(Fields fields) {
    List<Node> inputs = fields.has("in") ? inputs(fields) : List.of();
    String term = fields.has("term") ? fields.word("term") : "";
    String name = fields.word("op");
    try {
      return Terms.declaring(term, () -> operation(name, fields, inputs));
    } catch (IllegalArgumentException wrong) {
      String sentence = String.valueOf(wrong.getMessage());
      throw sentence.startsWith("cannot read the graph")
          ? wrong
          : fields.wrong("(" + name + "): " + sentence);
    }
  }

  private List<Node> inputs(Fields fields) {
    List<Node> inputs = new ArrayList<>();
    for (int place : fields.wholes("in")) {
      if (place >= nodes.size()) {
        throw fields.wrong("takes node " + place + ", which does not come before it");
      }
      inputs.add(nodes.get(place));
    }
    return inputs;
  }

  private static Node operation(String name, Fields fields, List<Node> inputs) {
    Op op = op(name, fields);
    boolean shaped =
        op instanceof Op.Input
            || op instanceof Op.Setting
            || op instanceof Op.Parameter
            || op instanceof Op.Constant
            || op instanceof Op.Noise;
    Shape shape = shaped ? fields.shape() : Shape.SCALAR;
    fields.end();
    return inputs.isEmpty() ? Node.leaf(op, shape) : Node.of(op, inputs);
  }

  private static Op op(String name, Fields fields) {
    return switch (name) {
      case "input" -> new Op.Input(fields.word("name"));
      case "setting" -> new Op.Setting(fields.word("name"));
      case "parameter" -> new Op.Parameter(fields.word("name"), law(fields));
      case "constant" -> new Op.Constant(fields.values());
      case "noise" ->
          new Op.Noise(
              fields.choice("law", Op.Noise.Law.class),
              fields.whole("purpose"),
              fields.whole("draw"));
      case "batch size" -> new Op.BatchSize();
      case "map" -> new Op.Map(fields.choice("function", Unary.class));
      case "zip" -> new Op.Zip(fields.choice("function", Binary.class));
      case "where" -> new Op.Where();
      case "broadcast" -> new Op.Broadcast(fields.shape(), fields.wholes("axes"));
      case "reshape" -> new Op.Reshape(fields.shape());
      case "transpose" -> new Op.Transpose(fields.wholes("order"));
      case "slice" -> new Op.Slice(fields.wholes("start"), fields.shape());
      case "pad" -> new Op.Pad(fields.wholes("start"), fields.shape());
      case "concat" -> new Op.Concat(fields.whole("axis"));
      case "reduce" ->
          new Op.Reduce(fields.choice("kind", Op.Reduce.Kind.class), fields.wholes("axes"));
      case "matmul" -> new Op.MatMul();
      case "stop gradient" -> new Op.StopGradient();
      case "batch sum" -> new Op.BatchSum();
      case "batch contract" -> new Op.BatchContract();
      default -> throw fields.wrong("has the operation '" + name + "', unknown to this version");
    };
  }

  private static Init law(Fields fields) {
    String law = fields.word("law");
    return switch (law) {
      case "constant" -> new Init.Constant(fields.number("size"));
      case "normal" -> new Init.Normal(fields.number("size"));
      case "fan-in" -> new Init.FanIn(fields.number("size"));
      case "glorot" -> new Init.Glorot(fields.number("size"));
      case "given" -> new Init.Given(fields.values());
      default -> throw fields.wrong("has the initial law '" + law + "', unknown to this version");
    };
  }
}
