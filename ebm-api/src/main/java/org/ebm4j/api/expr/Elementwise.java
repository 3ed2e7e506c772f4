package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;

/// What an expression does number by number. Two operands have one shape, or one of them is a
/// scalar.
public sealed interface Elementwise permits Expr {

  private Expr self() {
    return (Expr) this;
  }

  private Expr zip(Binary function, Expr other) {
    return Pair.of(function, self(), other);
  }

  /// a + b.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if the shapes differ and neither is a scalar, with
  ///   both; so for every operation of two
  default Expr plus(Expr other) {
    return zip(Binary.ADD, other);
  }

  /// a + number.
  default Expr plus(double other) {
    return plus(Expr.of(other));
  }

  /// a − b.
  default Expr minus(Expr other) {
    return zip(Binary.SUBTRACT, other);
  }

  /// a − number.
  default Expr minus(double other) {
    return minus(Expr.of(other));
  }

  /// a·b, element by element.
  default Expr times(Expr other) {
    return zip(Binary.MULTIPLY, other);
  }

  /// a·number.
  default Expr times(double other) {
    return times(Expr.of(other));
  }

  /// a/b, element by element.
  default Expr over(Expr other) {
    return zip(Binary.DIVIDE, other);
  }

  /// a/number.
  default Expr over(double other) {
    return over(Expr.of(other));
  }

  /// −a.
  default Expr negated() {
    return Expr.of(Nodes.negate(self().node()));
  }

  /// a², element by element; for the sum of squares see {@link Maths#sq}.
  default Expr squared() {
    return times(self());
  }

  /// 1/a.
  default Expr reciprocal() {
    return map(Unary.RECIPROCAL);
  }

  /// |a|; its derivative at 0 is taken as 0.
  default Expr abs() {
    return map(Unary.ABS);
  }

  /// √a; NaN below 0.
  default Expr sqrt() {
    return map(Unary.SQRT);
  }

  /// eᵃ; ∞ where it overflows.
  default Expr exp() {
    return map(Unary.EXP);
  }

  /// ln a; −∞ at 0, NaN below.
  default Expr log() {
    return map(Unary.LOG);
  }

  /// tanh a.
  default Expr tanh() {
    return map(Unary.TANH);
  }

  /// 1/(1 + e⁻ᵃ).
  default Expr sigmoid() {
    return map(Unary.SIGMOID);
  }

  /// ln(1 + eᵃ), without overflow.
  default Expr softplus() {
    return map(Unary.SOFTPLUS);
  }

  /// max(0, a); its derivative at 0 is taken as 0.
  default Expr relu() {
    return map(Unary.RELU);
  }

  /// a·sigmoid(a).
  default Expr silu() {
    return map(Unary.SILU);
  }

  /// −1, 0 or 1.
  default Expr sign() {
    return map(Unary.SIGN);
  }

  /// One of the elementwise functions.
  default Expr map(Unary function) {
    return Expr.of(Nodes.map(function, self().node()));
  }

  /// The smaller of two; NaN if either is.
  default Expr min(Expr other) {
    return zip(Binary.MIN, other);
  }

  /// The larger of two; NaN if either is.
  default Expr max(Expr other) {
    return zip(Binary.MAX, other);
  }

  /// Between low and high: min(high, max(low, a)).
  ///
  /// @throws IllegalArgumentException if low lies above high
  default Expr clip(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip: low should not lie above high, found " + low + " and " + high);
    }
    return max(Expr.of(low)).min(Expr.of(high));
  }

  /// 1 where a < b, else 0; no derivative passes through a comparison.
  default Expr lessThan(Expr other) {
    return zip(Binary.LESS, other);
  }

  /// 1 where a < number, else 0.
  default Expr lessThan(double other) {
    return lessThan(Expr.of(other));
  }

  /// 1 where a ≤ b, else 0.
  default Expr atMost(Expr other) {
    return zip(Binary.LESS_EQUAL, other);
  }

  /// 1 where a ≤ number, else 0.
  default Expr atMost(double other) {
    return atMost(Expr.of(other));
  }

  /// 1 where a > b, else 0.
  default Expr greaterThan(Expr other) {
    return other.lessThan(self());
  }

  /// 1 where a > number, else 0.
  default Expr greaterThan(double other) {
    return greaterThan(Expr.of(other));
  }

  /// 1 where a ≥ b, else 0.
  default Expr atLeast(Expr other) {
    return other.atMost(self());
  }

  /// 1 where a ≥ number, else 0.
  default Expr atLeast(double other) {
    return atLeast(Expr.of(other));
  }

  /// 1 where a = b, else 0.
  default Expr equalTo(Expr other) {
    return zip(Binary.EQUAL, other);
  }

  /// Where this is not zero {@code yes}, elsewhere {@code no}; NaN where this is NaN.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if those that are no scalars differ in shape
  default Expr choose(Expr yes, Expr no) {
    Shape shape = Pair.common(Pair.common(self().shape(), yes.shape()), no.shape());
    return Expr.of(Nodes.where(Pair.fit(self(), shape), Pair.fit(yes, shape), Pair.fit(no, shape)));
  }
}
