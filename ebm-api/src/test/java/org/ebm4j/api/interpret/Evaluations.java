package org.ebm4j.api.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Node;

/// Values of graphs that draw noise, for tests elsewhere.
public final class Evaluations {
  private Evaluations() {}

  /// Each root's numbers, noise drawn with seed 1 at step 0.
  public static List<double[]> of(
      List<Node> roots, int chains, Map<Node, double[]> leaves, Precision precision) {
    List<Node> nodes = new ArrayList<>(roots);
    nodes.addAll(leaves.keySet());
    Interpreter graph = Interpreter.of(nodes, chains);
    leaves.forEach(graph::set);
    graph.evaluate(new PhiloxDraws(1, 0, 0, precision));
    return roots.stream().map(graph::values).toList();
  }
}
