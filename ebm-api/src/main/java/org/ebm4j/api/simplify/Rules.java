package org.ebm4j.api.simplify;

import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Values;
import org.jspecify.annotations.Nullable;

/// Which rules an operation is offered to. Every rule returns something simpler, or null.
final class Rules {
  private Rules() {}

  static @Nullable Node of(Node node, Shared shared) {
    Node folded = Folding.of(node);
    if (folded != null) {
      return shared.share(folded);
    }
    return switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Noise _, Op.BatchSize _ -> null;
      case Op.Constant(var values) -> constant(node, values, shared);
      case Op.Map(var function) -> ElementRules.map(function, node, shared);
      case Op.Zip(var function) -> ElementRules.zip(function, node, shared);
      case Op.Where _ -> ElementRules.where(node, shared);
      case Op.Broadcast broadcast -> MovementRules.broadcast(broadcast, node, shared);
      case Op.Reshape reshape -> MovementRules.reshape(reshape, node, shared);
      case Op.Transpose transpose -> MovementRules.transpose(transpose, node, shared);
      case Op.Slice slice -> BoxRules.slice(slice, node, shared);
      case Op.Pad pad -> BoxRules.pad(pad, node, shared);
      case Op.Concat(int axis) -> BoxRules.concat(axis, node, shared);
      case Op.Reduce reduce -> SumRules.reduce(reduce, node, shared);
      case Op.MatMul _ -> SumRules.matmul(node, shared);
      case Op.BatchSum _ -> SumRules.batchSum(node, shared);
      case Op.BatchContract _ -> null;
      case Op.StopGradient _ -> stop(node, shared);
    };
  }

  /// An array of equal numbers is one number repeated.
  private static @Nullable Node constant(Node node, Values values, Shared shared) {
    return node.shape().rank() > 0 && values.size() > 0 && values.allEqual(values.get(0))
        ? shared.filled(node.shape(), values.get(0))
        : null;
  }

  private static @Nullable Node stop(Node node, Shared shared) {
    Node a = node.input(0);
    boolean nothingPasses = a.op() instanceof Op.Constant || a.op() instanceof Op.StopGradient;
    return nothingPasses || !shared.keepsStops() ? a : null;
  }
}
