package org.ebm4j.api.simplify;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Unary;
import org.jspecify.annotations.Nullable;

/// Elementwise operations: neutral elements, signs, constant factors. All exact unless said.
final class ElementRules {
  private ElementRules() {}

  static @Nullable Node map(Unary function, Node node, Shared shared) {
    Node a = node.input(0);
    Node simpler =
        switch (function) {
          case NEGATE -> negated(a, shared);
          case ABS ->
              is(a, Unary.ABS)
                  ? a
                  : is(a, Unary.NEGATE) ? apply(Unary.ABS, a.input(0), shared) : null;
          case RELU -> is(a, Unary.RELU) ? a : null;
          case SILU -> apply(Binary.MULTIPLY, a, apply(Unary.SIGMOID, a, shared), shared);
          case RECIPROCAL, SQRT, EXP, LOG, TANH, SIGMOID, SOFTPLUS, SIGN, STEP -> null;
        };
    return simpler != null ? simpler : Outward.moved(node, shared);
  }

  private static @Nullable Node negated(Node a, Shared shared) {
    if (is(a, Unary.NEGATE)) {
      return a.input(0);
    }
    Double factor = Known.factor(a);
    return factor == null ? null : scaled(a.input(0), -factor, shared);
  }

  static @Nullable Node zip(Binary function, Node node, Shared shared) {
    Node a = node.input(0);
    Node b = node.input(1);
    Node simpler =
        switch (function) {
          case ADD -> sum(a, b, shared);
          case SUBTRACT -> difference(a, b, shared);
          case MULTIPLY -> product(a, b, shared);
          case DIVIDE -> quotient(a, b, shared);
          case MIN, MAX -> a == b ? a : null;
          case LESS, LESS_EQUAL, EQUAL -> null;
        };
    if (simpler != null) {
      return simpler;
    }
    Node outward = Outward.moved(node, shared);
    if (outward != null) {
      return outward;
    }
    boolean commutes = function == Binary.ADD || function == Binary.MULTIPLY;
    return commutes && isAfter(a, b) ? apply(function, b, a, shared) : null;
  }

  /// Constants stand behind; else the order is that of making.
  private static boolean isAfter(Node a, Node b) {
    boolean aKnown = Known.filled(a) != null;
    boolean bKnown = Known.filled(b) != null;
    return aKnown == bKnown ? a.serial() > b.serial() : aKnown;
  }

  private static @Nullable Node sum(Node a, Node b, Shared shared) {
    if (Known.isFilled(b, -0.0)) {
      return a;
    }
    if (Known.isFilled(a, -0.0)) {
      return b;
    }
    if (is(b, Unary.NEGATE)) {
      return apply(Binary.SUBTRACT, a, b.input(0), shared);
    }
    if (is(a, Unary.NEGATE)) {
      return apply(Binary.SUBTRACT, b, a.input(0), shared);
    }
    return a == b ? scaled(a, 2, shared) : null;
  }

  private static @Nullable Node difference(Node a, Node b, Shared shared) {
    if (Known.isFilled(b, 0)) {
      return a;
    }
    return is(b, Unary.NEGATE) ? apply(Binary.ADD, a, b.input(0), shared) : null;
  }

  private static @Nullable Node product(Node a, Node b, Shared shared) {
    Double known = Known.filled(b);
    if (known != null) {
      return isPlainProduct(a, known) ? null : scaled(a, known, shared);
    }
    if (Known.filled(a) != null) {
      return null; // the constant goes behind first
    }
    if (is(a, Unary.NEGATE) && is(b, Unary.NEGATE)) {
      return apply(Binary.MULTIPLY, a.input(0), b.input(0), shared);
    }
    if (is(a, Unary.NEGATE)) {
      return apply(Unary.NEGATE, apply(Binary.MULTIPLY, a.input(0), b, shared), shared);
    }
    return is(b, Unary.NEGATE)
        ? apply(Unary.NEGATE, apply(Binary.MULTIPLY, a, b.input(0), shared), shared)
        : null;
  }

  /// Whether a·c is already as simple as it gets.
  private static boolean isPlainProduct(Node a, double c) {
    if (Math.abs(c) == 1 || is(a, Unary.NEGATE)) {
      return false;
    }
    Double inner = Known.factor(a);
    return inner == null || !mayJoin(inner, c);
  }

  /// a·c, with the constant factor of a joined to c where that is safe.
  private static Node scaled(Node a, double c, Shared shared) {
    if (c == 1) {
      return a;
    }
    if (c == -1) {
      return apply(Unary.NEGATE, a, shared);
    }
    if (is(a, Unary.NEGATE)) {
      return scaled(a.input(0), -c, shared);
    }
    Double inner = Known.factor(a);
    return inner != null && mayJoin(inner, c)
        ? scaled(a.input(0), inner * c, shared)
        : apply(Binary.MULTIPLY, a, shared.filled(a.shape(), c), shared);
  }

  /// Whether (x·first)·second may become x·(first·second). Factors on both sides of 1 could hide an
  /// overflow or an underflow; a doubling, which every square leaves in its gradient, hides only
  /// the last one.
  private static boolean mayJoin(double first, double second) {
    double joined = Math.abs(first * second);
    boolean bothLarge = Math.abs(first) >= 1 && Math.abs(second) >= 1;
    boolean bothSmall = Math.abs(first) <= 1 && Math.abs(second) <= 1;
    return (bothLarge || bothSmall || second == 2)
        && joined >= Float.MIN_NORMAL
        && joined <= Float.MAX_VALUE;
  }

  private static @Nullable Node quotient(Node a, Node b, Shared shared) {
    Double known = Known.filled(b);
    if (known != null && isPowerOfTwo(known)) {
      return scaled(a, 1 / known, shared);
    }
    if (is(a, Unary.NEGATE)) {
      return apply(Unary.NEGATE, apply(Binary.DIVIDE, a.input(0), b, shared), shared);
    }
    return is(b, Unary.NEGATE)
        ? apply(Unary.NEGATE, apply(Binary.DIVIDE, a, b.input(0), shared), shared)
        : null;
  }

  private static boolean isPowerOfTwo(double value) {
    return Math.abs(value) == Math.scalb(1.0, Math.getExponent(value))
        && Math.abs(Math.getExponent(value)) < Float.MAX_EXPONENT;
  }

  static @Nullable Node where(Node node, Shared shared) {
    Node condition = node.input(0);
    Double known = Known.filled(condition);
    if (known != null && !known.isNaN()) {
      return node.input(known != 0 ? 1 : 2);
    }
    return node.input(1) == node.input(2) && isComparison(condition)
        ? node.input(1)
        : Outward.moved(node, shared);
  }

  /// Whether every number is 1 or 0, and so none is NaN.
  private static boolean isComparison(Node condition) {
    Node base = condition;
    for (int i = 0;
        i < 3 && (base.op() instanceof Op.Broadcast || base.op() instanceof Op.Reshape);
        i++) {
      base = base.input(0);
    }
    return base.op() instanceof Op.Zip(var function) && function.isComparison();
  }

  private static boolean is(Node a, Unary function) {
    return a.op() instanceof Op.Map(var own) && own == function;
  }

  private static Node apply(Unary function, Node a, Shared shared) {
    return shared.apply(new Op.Map(function), a);
  }

  private static Node apply(Binary function, Node a, Node b, Shared shared) {
    return shared.apply(new Op.Zip(function), a, b);
  }
}
