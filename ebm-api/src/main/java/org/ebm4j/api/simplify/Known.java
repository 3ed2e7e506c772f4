package org.ebm4j.api.simplify;

import java.util.Set;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Values;
import org.jspecify.annotations.Nullable;

/// What can be read off a simplified node.
final class Known {
  private Known() {}

  /// The number an array consists of, if it is one known number throughout.
  static @Nullable Double filled(Node a) {
    Node base = a.op() instanceof Op.Broadcast ? a.input(0) : a;
    return base.op() instanceof Op.Constant(var values)
            && values.size() > 0
            && values.allEqual(values.get(0))
        ? values.get(0)
        : null;
  }

  /// Whether an array is this number throughout, by its bits: −0 is not 0.
  static boolean isFilled(Node a, double value) {
    Double known = filled(a);
    return known != null && Double.doubleToLongBits(known) == Double.doubleToLongBits(value);
  }

  /// c, if a is x·c with x its first input.
  static @Nullable Double factor(Node a) {
    return a.op() instanceof Op.Zip(var function) && function == Binary.MULTIPLY
        ? filled(a.input(1))
        : null;
  }

  /// Whether an array is a scalar repeated.
  static boolean isRepeatedScalar(Node a) {
    return a.op() instanceof Op.Broadcast && a.input(0).shape().isScalar();
  }

  /// Whether a square matrix is surely its own transpose, to the bit: a product over the chains of
  /// an array with itself, a number repeated, and what elementwise operations make of such.
  ///
  /// @param known matrices of which that was found before
  static boolean isSymmetric(Node a, Set<Node> known) {
    if (a.shape().rank() != 2 || a.shape().dim(0) != a.shape().dim(1)) {
      return false;
    }
    return switch (a.op()) {
      case Op.BatchContract _ -> a.input(0) == a.input(1);
      case Op.Broadcast _ -> a.input(0).shape().isScalar();
      case Op.Map _, Op.Zip _, Op.Where _ -> known.containsAll(a.inputs());
      case Op.Constant(var values) -> isSymmetric(values, a.shape().dim(0));
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Noise _, Op.BatchSize _ -> false;
      case Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Concat _ -> false;
      case Op.Reduce _, Op.MatMul _, Op.BatchSum _, Op.StopGradient _ -> false;
    };
  }

  private static boolean isSymmetric(Values values, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (Double.doubleToLongBits(values.get(i * n + j))
            != Double.doubleToLongBits(values.get(j * n + i))) {
          return false;
        }
      }
    }
    return true;
  }
}
