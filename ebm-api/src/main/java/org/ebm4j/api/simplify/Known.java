package org.ebm4j.api.simplify;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
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
}
