package org.ebm4j.api.graph;

import java.util.List;

/// Whether chains may hold different values of an operation's result.
final class Varying {
  private Varying() {}

  static boolean of(Op op, List<Node> inputs) {
    return switch (op) {
      case Op.Input _, Op.Noise _ -> true;
      case Op.Parameter _, Op.Setting _, Op.Constant _, Op.BatchSize _ -> false;
      case Op.BatchSum _, Op.BatchContract _ -> false;
      case Op.Map _, Op.Zip _, Op.Where _, Op.Broadcast _, Op.Reshape _, Op.Transpose _ ->
          any(inputs);
      case Op.Slice _, Op.Pad _, Op.Concat _, Op.Reduce _, Op.MatMul _, Op.StopGradient _ ->
          any(inputs);
    };
  }

  private static boolean any(List<Node> inputs) {
    for (Node input : inputs) {
      if (input.varies()) {
        return true;
      }
    }
    return false;
  }
}
