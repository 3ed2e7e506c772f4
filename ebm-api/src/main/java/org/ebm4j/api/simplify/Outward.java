package org.ebm4j.api.simplify;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.jspecify.annotations.Nullable;

/// f(move a, move b) = move f(a, b) for elementwise f: computed before numbers are repeated or
/// moved.
///
/// A scalar repeated fits any movement. Exact.
final class Outward {
  private Outward() {}

  /// @param node an elementwise operation
  static @Nullable Node moved(Node node, Shared shared) {
    Node first = carrier(node.inputs());
    if (first == null || !node.inputs().stream().allMatch(input -> follows(input, first))) {
      return null;
    }
    Shape inner = first.input(0).shape();
    List<Node> inputs = new ArrayList<>();
    for (Node input : node.inputs()) {
      boolean same = input.op().equals(first.op()) && input.input(0).shape().equals(inner);
      inputs.add(same ? input.input(0) : shared.broadcast(input.input(0), inner));
    }
    return shared.apply(first.op(), shared.apply(node.op(), inputs));
  }

  /// Whether an input can be written as the first one's movement of something.
  private static boolean follows(Node input, Node first) {
    return Known.isRepeatedScalar(input)
        || (input.op().equals(first.op()) && input.input(0).shape().equals(first.input(0).shape()));
  }

  /// The movement to look for: one of more than a scalar if there is one.
  private static @Nullable Node carrier(List<Node> inputs) {
    Node scalar = null;
    for (Node input : inputs) {
      if (Known.isRepeatedScalar(input)) {
        scalar = input;
      } else if (isMovement(input.op())) {
        return input;
      }
    }
    return scalar;
  }

  private static boolean isMovement(Op op) {
    return op instanceof Op.Broadcast || op instanceof Op.Reshape || op instanceof Op.Transpose;
  }
}
