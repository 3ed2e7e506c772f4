package org.ebm4j.api.graph;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Graphs of the same value whose derivative is wrong at one kind of operation.
final class Twins {
  private Twins() {}

  /// A name for each rule of the derivative.
  static String rule(Node node) {
    return switch (node.op()) {
      case Op.Map(var function) -> function.name();
      case Op.Zip(var function) -> function.name();
      case Op.Reduce(var kind, _) -> kind.name();
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ ->
          "";
      case Op.Where _, Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _ ->
          kind(node);
      case Op.Concat _, Op.MatMul _, Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ ->
          kind(node);
    };
  }

  private static String kind(Node node) {
    return node.op().getClass().getSimpleName();
  }

  /// Rules met in these graphs.
  static Set<String> rules(List<Node> roots) {
    return Graph.topological(roots).stream()
        .map(Twins::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Every node of that rule as 2·stop(a) − a: the same value, the derivative of the other sign.
  static Node flipped(Node root, String rule) {
    return Graph.rewrite(
            List.of(root),
            (node, inputs) -> {
              Node own = Graph.on(node, inputs);
              return rule(node).equals(rule)
                  ? Nodes.subtract(Nodes.scale(Nodes.stopGradient(own), 2), own)
                  : own;
            })
        .getFirst();
  }
}
