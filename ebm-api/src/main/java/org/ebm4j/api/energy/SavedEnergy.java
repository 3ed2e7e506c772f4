package org.ebm4j.api.energy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.space.Layout;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.AtomicFile;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.api.weights.Weights;

/// An energy as two files: {@code energy.json}, canonical and versioned, and {@code weights.safetensors}, which names the hash of
/// the first in its metadata.
///
///     {"format": "ebm4j energy", "version": 1, "x": space, "y": space, "z": space,
///      "nodes": […], "terms": [{"name": "fit", "coefficient": 1.0, "node": 17}, …]}
final class SavedEnergy {
  private static final String FORMAT = "ebm4j energy";
  private static final int VERSION = 1;
  private static final String HASH = "energy.json sha256";
  private static final long MOST_BYTES = 1L << 30;
  private static final JsonFactory JSON = new JsonFactory();

  private SavedEnergy() {}

  // ---- saving ----

  static void save(Sum<?, ?, ?> sum, Path folder) throws IOException {
    byte[] energy = json(sum).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("energy.json"), out -> out.write(energy));
    Weights weights = sum.weights().withMetadata(HASH, hash(energy));
    Safetensors.write(weights, folder.resolve("weights.safetensors"));
  }

  /// The energy without its weights. Observations made become constants.
  static String json(Sum<?, ?, ?> sum) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(sum, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a string takes everything
    }
    return text.toString();
  }

  private static void write(Sum<?, ?, ?> sum, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    space("x", sum.xs(), json);
    space("y", sum.ys(), json);
    space("z", sum.zs(), json);
    List<Node> values = values(sum);
    json.writeFieldName("nodes");
    Map<Node, Integer> places = GraphJson.write(values, json);
    json.writeArrayFieldStart("terms");
    for (int i = 0; i < values.size(); i++) {
      json.writeStartObject();
      json.writeStringField("name", sum.terms().get(i).name());
      json.writeNumberField("coefficient", sum.terms().get(i).coefficient());
      json.writeNumberField("node", places.getOrDefault(values.get(i), -1));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void space(String role, Space<?> space, JsonGenerator json) throws IOException {
    json.writeFieldName(role);
    json.writeRawValue(space.layout().toJson());
  }

  /// The terms over leaves that are called x, y and z, whatever they were called before.
  private static List<Node> values(Sum<?, ?, ?> sum) {
    Map<Node, Node> images = new IdentityHashMap<>();
    Sum.Leaves leaves = Sum.Leaves.of(sum.xs(), sum.ys(), sum.zs());
    images.put(sum.leaves().x(), leaves.x());
    images.put(sum.leaves().y(), leaves.y());
    images.put(sum.leaves().z(), leaves.z());
    for (Sum.Observed observed : sum.observed()) {
      if (observed.rows() > 1) {
        throw new IllegalArgumentException(
            "an energy of many observations cannot be saved; save it before givenEach");
      }
      images.put(observed.leaf(), Nodes.constant(observed.leaf().shape(), observed.numbers()));
    }
    return Graph.substitute(sum.terms().stream().map(Term::value).toList(), images);
  }

  private static String hash(byte[] energy) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(energy));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }

  // ---- loading ----

  static Sum<Point, Point, Point> load(Path folder) throws IOException {
    Path file = folder.resolve("energy.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "there is no energy in "
              + folder
              + ": it should hold energy.json and weights.safetensors");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          file
              + " has "
              + Files.size(file)
              + " bytes, more than the "
              + MOST_BYTES
              + " an energy may have");
    }
    byte[] energy = Files.readAllBytes(file);
    Sum<Point, Point, Point> sum = parse(new String(energy, StandardCharsets.UTF_8));
    Weights weights = Safetensors.read(folder.resolve("weights.safetensors"));
    String known = weights.metadata().getOrDefault(HASH, "");
    if (!known.isEmpty() && !known.equals(hash(energy))) {
      throw new IOException(
          "the weights in "
              + folder
              + " belong to another energy.json; put back the one they were saved with");
    }
    return sum.with(weights);
  }

  static Sum<Point, Point, Point> parse(String text) {
    Json json = Json.parse(text);
    if (!json.get("format").text().equals(FORMAT)) {
      throw json.wrong("is no energy: its format is '" + json.get("format").text() + "'");
    }
    if (json.get("version").whole() != VERSION) {
      throw json.wrong(
          "is of version "
              + json.get("version").whole()
              + ", but this program reads version "
              + VERSION);
    }
    Sum<Point, Point, Point> empty = Sum.over(space(json, "x"), space(json, "y"), space(json, "z"));
    List<Node> nodes = GraphJson.read(json.get("nodes"));
    List<Node> values = new ArrayList<>();
    for (Json term : json.get("terms").items()) {
      int place = term.get("node").whole();
      if (place < 0 || place >= nodes.size()) {
        throw term.wrong("names node " + place + ", but there are " + nodes.size());
      }
      values.add(nodes.get(place));
    }
    return withTerms(empty, json, Graph.substitute(values, leaves(nodes, empty, json)));
  }

  private static Sum<Point, Point, Point> withTerms(
      Sum<Point, Point, Point> empty, Json json, List<Node> values) {
    Sum<Point, Point, Point> sum = empty;
    List<Json> terms = json.get("terms").items();
    for (int i = 0; i < values.size(); i++) {
      Node value = values.get(i);
      sum =
          sum.plus(
              terms.get(i).get("name").text(),
              terms.get(i).get("coefficient").number(),
              () -> Expr.of(value));
    }
    return sum;
  }

  private static Map<Node, Node> leaves(List<Node> nodes, Sum<?, ?, ?> sum, Json json) {
    Map<String, Node> own =
        Map.of("x", sum.leaves().x(), "y", sum.leaves().y(), "z", sum.leaves().z());
    Map<Node, Node> images = new IdentityHashMap<>();
    for (Node node : nodes) {
      if (node.op() instanceof Op.Input(var name)) {
        Node leaf = own.get(name);
        if (leaf == null || !leaf.shape().equals(node.shape())) {
          throw json.wrong(
              "has an input '" + name + "' of shape " + node.shape() + " that no space of it has");
        }
        images.put(node, leaf);
      }
    }
    return images;
  }

  private static Space<Point> space(Json json, String role) {
    return Space.of(Layout.fromJson(json.get(role).rewritten()));
  }
}
