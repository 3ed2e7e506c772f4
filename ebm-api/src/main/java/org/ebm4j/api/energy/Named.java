package org.ebm4j.api.energy;

import java.util.List;
import java.util.Optional;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Space;

/// Terms for a person to read: a slice that is a component stands under its name, {@code y.dx}.
final class Named {
  private Named() {}

  static List<Node> of(Sum<?, ?, ?> sum) {
    return Graph.rewrite(
        sum.terms().stream().map(Term::value).toList(),
        (node, inputs) -> component(sum, node).orElseGet(() -> Graph.on(node, inputs)));
  }

  private static Optional<Node> component(Sum<?, ?, ?> sum, Node node) {
    if (!(node.op() instanceof Op.Slice slice) || slice.shape().rank() != 1) {
      return Optional.empty();
    }
    Node source = node.input(0);
    int start = slice.start().getFirst();
    if (source == sum.leaves().x()) {
      return component("x", sum.xs(), start, node);
    }
    if (source == sum.leaves().y()) {
      return component("y", sum.ys(), start, node);
    }
    return source == sum.leaves().z() ? component("z", sum.zs(), start, node) : Optional.empty();
  }

  private static Optional<Node> component(String role, Space<?> space, int start, Node node) {
    for (Component component : space.layout().components()) {
      boolean same = component.offset() == start && component.size() == node.shape().size();
      if (same && !component.name().isEmpty()) {
        Op leaf = new Op.Input(role + "." + component.name());
        return Optional.of(Node.leaf(leaf, node.shape()));
      }
    }
    return Optional.empty();
  }
}
