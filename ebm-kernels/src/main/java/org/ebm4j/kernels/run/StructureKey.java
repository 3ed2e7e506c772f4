package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;

/// What makes two computations the same program: the operations in order, who feeds whom, shapes,
/// names and the precision. Equal by content, so that an energy declared twice is compiled once.
record StructureKey(Precision precision, List<Object> content) {
  static StructureKey of(Computation computation, Precision precision) {
    List<Node> roots = new ArrayList<>(computation.roots());
    roots.addAll(computation.leaves());
    List<Node> nodes = Graph.topological(roots);
    IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    List<Object> content = new ArrayList<>(4 * nodes.size());
    for (Node node : nodes) {
      numbers.put(node, numbers.size());
      content.add(node.op());
      content.add(node.shape());
      for (Node input : node.inputs()) {
        content.add(numberOf(numbers, input));
      }
    }
    for (Computation.Carry carry : computation.carries()) {
      content.add(numberOf(numbers, carry.leaf()));
      content.add(numberOf(numbers, carry.next()));
    }
    for (Computation.Output output : computation.outputs()) {
      content.add(output.name());
      content.add(numberOf(numbers, output.node()));
    }
    return new StructureKey(precision, List.copyOf(content));
  }

  private static int numberOf(Map<Node, Integer> numbers, Node node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalStateException("an input comes after the node that uses it: " + node);
    }
    return number;
  }
}
