package org.ebm4j.api.energy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.save.SavedGraph;

/// An energy as text: its spaces, the names and coefficients of its terms, and the graph whose roots
/// are their values, in the same order.
///
///     {"format":"ebm4j energy","version":1,"x":space,"y":space,"z":space,
///      "terms":[{"name":"fit","coefficient":1.0},…],"graph":graph}
///
/// Canonical: fields in this order, one line, no spaces. Weights are not in it; observations made are
/// constants of the graph.
final class EnergyText {
  static final String FORMAT = "ebm4j energy";
  static final int VERSION = 1;

  private EnergyText() {}

  static String write(Sum<?, ?, ?> sum) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = EnergyReader.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", VERSION);
      raw("x", sum.xs().layout().toJson(), json);
      raw("y", sum.ys().layout().toJson(), json);
      raw("z", sum.zs().layout().toJson(), json);
      terms(sum.terms(), json);
      raw("graph", SavedGraph.write(values(sum)), json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a string takes everything
    }
    return text.toString();
  }

  private static void raw(String field, String value, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    json.writeRawValue(value);
  }

  private static void terms(List<Term> terms, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("terms");
    for (Term term : terms) {
      json.writeStartObject();
      json.writeStringField("name", term.name());
      json.writeNumberField("coefficient", term.coefficient());
      json.writeEndObject();
    }
    json.writeEndArray();
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
}
