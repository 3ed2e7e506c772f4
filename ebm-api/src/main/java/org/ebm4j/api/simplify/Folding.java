package org.ebm4j.api.simplify;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.interpret.Interpreter;
import org.jspecify.annotations.Nullable;

/// Operations on constants, computed once by the first oracle.
///
/// Only where operands and results are zero or lie within the normal range of 32 bits: so what
/// would overflow, underflow or become NaN in either precision still does so, where it happens.
final class Folding {
  private static final int LARGEST =
      1 << 16; // numbers; beyond, an operation is smaller than its result

  private Folding() {}

  static @Nullable Node of(Node node) {
    if (node.inputs().isEmpty() || node.shape().size() > LARGEST || repeats(node)) {
      return null;
    }
    for (Node input : node.inputs()) {
      if (!(input.op() instanceof Op.Constant(var values)) || !isOrdinary(values)) {
        return null;
      }
    }
    double[] result = Interpreter.evaluate(List.of(node), 1, Map.of()).getFirst();
    return isOrdinary(Values.of(result)) ? Nodes.constant(node.shape(), result) : null;
  }

  /// A number repeated stays one number.
  private static boolean repeats(Node node) {
    return node.op() instanceof Op.Broadcast;
  }

  private static boolean isOrdinary(Values values) {
    if (values.size() > LARGEST) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      double size = Math.abs(values.get(i));
      if (!(size <= Float.MAX_VALUE) || (size > 0 && size < Float.MIN_NORMAL)) {
        return false;
      }
    }
    return true;
  }
}
