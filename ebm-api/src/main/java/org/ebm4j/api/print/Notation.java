package org.ebm4j.api.print;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.jspecify.annotations.Nullable;

/// A graph as mathematics.
///
///     E = ‖y − t1‖² + 0.1·‖z‖²
///       t1 [784] = W2·tanh(W1·z + b1) + b2
///
/// Names t1, t2, … are given, from inputs to outputs, to what is used more than once and is not short,
/// and to what would make a line too long; C1, C2, … to arrays of constants. Linear in the graph.
public final class Notation {
  private static final int SHORT = 12;
  private static final int LONG = 72;

  private final Map<Node, Integer> users = new IdentityHashMap<>();
  private final Map<Node, String> names = new IdentityHashMap<>();
  private final Map<Node, Text> texts = new IdentityHashMap<>(); // as an operand
  private final Map<Node, Text> formulas = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<String> definitions = new ArrayList<>();
  private int terms;
  private int constants;

  private Notation() {}

  /// One node: its formula, then a line for each name in it.
  public static String of(Node root) {
    Notation notation = new Notation();
    notation.write(List.of(root));
    return notation.lines(List.of(notation.formula(root).string()));
  }

  /// Several nodes under their names: a line for each, then a line for each further name.
  public static String of(SequencedMap<String, Node> roots) {
    Notation notation = new Notation();
    roots.forEach((name, root) -> {
      notation.names.putIfAbsent(root, name);
      notation.taken.add(name);
    });
    notation.write(roots.values());
    List<String> heads = new ArrayList<>();
    roots.forEach((name, root) -> heads.add(name + " = " + notation.formula(root).string()));
    return notation.lines(heads);
  }

  private void write(Collection<Node> roots) {
    List<Node> nodes = Graph.canonical(roots);
    for (Node node : nodes) {
      Set.copyOf(node.inputs()).forEach(input -> users.merge(input, 1, Integer::sum));
      taken.add(leafName(node.op()));
    }
    Formulas forms = new Formulas(this::text, names::containsKey);
    for (Node node : nodes) {
      Text formula = forms.of(node);
      formulas.put(node, formula);
      texts.put(node, operand(node, formula));
    }
  }

  /// A node in the place of an operand: as a name if it has one already or needs one, else in full.
  private Text operand(Node node, Text formula) {
    boolean array = node.op() instanceof Op.Constant(var values) && !Digits.areFew(values);
    int length = formula.string().length();
    boolean often = users.getOrDefault(node, 0) > 1 && length > SHORT;
    String name = names.get(node);
    if (!leafName(node.op()).isEmpty() || (name == null && !array && !often && length <= LONG)) {
      return formula;
    }
    return Text.atom(name != null ? name : define(node, formula, array));
  }

  private String define(Node node, Text formula, boolean array) {
    String name;
    do {
      name = array ? "C" + ++constants : "t" + ++terms;
    } while (!taken.add(name));
    names.put(node, name);
    definitions.add(name + " " + node.shape() + " = " + formula.string());
    return name;
  }

  private Text text(Node node) {
    return found(texts.get(node), node);
  }

  private Text formula(Node node) {
    return found(formulas.get(node), node);
  }

  private static Text found(@Nullable Text text, Node node) {
    if (text == null) {
      throw new IllegalStateException("written before its inputs: " + node);
    }
    return text;
  }

  private String lines(List<String> heads) {
    StringBuilder text = new StringBuilder(String.join("\n", heads));
    for (String definition : definitions) {
      text.append("\n  ").append(definition);
    }
    return text.toString();
  }

  /// The name of a named leaf, else nothing.
  static String leafName(Op op) {
    return switch (op) {
      case Op.Input(var name) -> name;
      case Op.Parameter(var name, _) -> name;
      case Op.Setting(var name) -> name;
      case Op.Constant _, Op.Noise _, Op.BatchSize _, Op.Map _, Op.Zip _, Op.Where _ -> "";
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Concat _ -> "";
      case Op.Reduce _, Op.MatMul _, Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ -> "";
    };
  }
}
