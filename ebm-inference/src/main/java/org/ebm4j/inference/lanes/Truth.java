package org.ebm4j.inference.lanes;

import org.ebm4j.api.expr.Expr;

/// Conditions, as numbers 1 and 0.
final class Truth {
  private Truth() {}

  static Expr and(Expr a, Expr b) {
    return a.times(b);
  }

  static Expr or(Expr a, Expr b) {
    return a.plus(b).greaterThan(0);
  }

  static Expr not(Expr a) {
    return a.lessThan(.5);
  }

  static Expr isFinite(Expr a) {
    return a.abs().lessThan(Double.POSITIVE_INFINITY);
  }
}
