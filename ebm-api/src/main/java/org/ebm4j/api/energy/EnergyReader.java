package org.ebm4j.api.energy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.save.SavedGraph;
import org.ebm4j.api.space.Layout;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.space.Space;

/// Reads what {@link EnergyText} writes and believes none of it: fields are known and in their
/// order, the spaces, the graph and every term are checked as if they were declared anew.
final class EnergyReader {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names are not kept between files
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNameLength(64)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;
  private final JsonParser json;

  /// A term before it has a value.
  private record Named(String name, double coefficient) {}

  private EnergyReader(String text, JsonParser json) {
    this.text = text;
    this.json = json;
  }

  /// @throws IllegalArgumentException if the text is no energy that this version can read, as one
  ///   sentence
  static Sum<Point, Point, Point> read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      return new EnergyReader(text, json).energy();
    } catch (IOException broken) {
      throw new IllegalArgumentException(
          "cannot read the energy: it is not JSON (" + broken.getMessage() + "); save it again",
          broken);
    } catch (IllegalArgumentException wrong) {
      String sentence = String.valueOf(wrong.getMessage());
      throw sentence.startsWith("cannot read the energy")
          ? wrong
          : new IllegalArgumentException("cannot read the energy: " + sentence, wrong);
    }
  }

  private Sum<Point, Point, Point> energy() throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
    field("format");
    String format = json.nextTextValue();
    expect(EnergyText.FORMAT.equals(format), "its format is '" + format + "'");
    field("version");
    int version = json.nextIntValue(-1);
    expect(
        version == EnergyText.VERSION,
        "it is of version " + version + ", but this program reads version " + EnergyText.VERSION);
    Sum<Point, Point, Point> empty = Sum.over(space("x"), space("y"), space("z"));
    List<Named> terms = terms();
    List<Node> values = SavedGraph.read(object("graph"));
    expect(
        json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null,
        "it goes on after its end");
    expect(
        values.size() == terms.size(),
        "it has " + terms.size() + " terms, but its graph has " + values.size() + " roots");
    return joined(empty, terms, Graph.substitute(values, leaves(values, empty)));
  }

  private void field(String name) throws IOException {
    json.nextToken();
    expect(name.equals(json.currentName()), "its next field should be '" + name + "'");
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cannot read the energy: " + otherwise + "; save it again");
    }
  }

  /// The text of an object, for whoever knows its form.
  private String object(String name) throws IOException {
    field(name);
    expect(json.nextToken() == JsonToken.START_OBJECT, "'" + name + "' is no object");
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return text.substring(from, (int) json.currentLocation().getCharOffset());
  }

  private Space<Point> space(String role) throws IOException {
    return Space.of(Layout.fromJson(object(role)));
  }

  private List<Named> terms() throws IOException {
    field("terms");
    expect(json.nextToken() == JsonToken.START_ARRAY, "'terms' is no array");
    List<Named> terms = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      field("name");
      String name = json.nextTextValue();
      expect(name != null, "the name of term " + terms.size() + " is no word");
      field("coefficient");
      JsonToken number = json.nextToken();
      expect(
          number != null && number.isNumeric(),
          "the coefficient of term " + terms.size() + " is no number");
      terms.add(new Named(String.valueOf(name), json.getDoubleValue()));
      expect(
          json.nextToken() == JsonToken.END_OBJECT,
          "term " + (terms.size() - 1) + " has more than a name and a coefficient");
    }
    expect(json.currentToken() == JsonToken.END_ARRAY, "'terms' holds something other than terms");
    return terms;
  }

  private static Sum<Point, Point, Point> joined(
      Sum<Point, Point, Point> empty, List<Named> terms, List<Node> values) {
    Sum<Point, Point, Point> sum = empty;
    for (int i = 0; i < values.size(); i++) {
      Node value = values.get(i);
      sum = sum.plus(terms.get(i).name, terms.get(i).coefficient, () -> Expr.of(value));
    }
    return sum;
  }

  /// The inputs of the graph are the points of the spaces, by name.
  private static Map<Node, Node> leaves(List<Node> values, Sum<?, ?, ?> sum) {
    Map<String, Node> own =
        Map.of("x", sum.leaves().x(), "y", sum.leaves().y(), "z", sum.leaves().z());
    Map<Node, Node> images = new IdentityHashMap<>();
    for (Node node : Graph.topological(values)) {
      if (node.op() instanceof Op.Input(var name)) {
        Node leaf = own.get(name);
        expect(
            leaf != null && leaf.shape().equals(node.shape()),
            "it has an input '"
                + name
                + "' of shape "
                + node.shape()
                + " that none of its spaces has");
        images.put(node, leaf == null ? node : leaf);
      }
    }
    return images;
  }
}
