package org.ebm4j.api.expr;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Nodes;

/// What an expression is when many of its numbers become one: over all elements, over axes, or over
/// the chains of a batch.
///
/// Axes that are named disappear from the shape; negative ones count from the last. An axis that is
/// not there is refused with the shape.
public sealed interface Reduced permits Expr {

  private Expr self() {
    return (Expr) this;
  }

  private int[] all() {
    return IntStream.range(0, self().shape().rank()).toArray();
  }

  private List<Integer> named(int[] axes) {
    return Axes.of(self().shape(), axes);
  }

  /// Σ a over all elements.
  default Expr sum() {
    return sum(all());
  }

  /// Σ a over axes.
  default Expr sum(int... axes) {
    return Expr.of(Nodes.sum(self().node(), named(axes)));
  }

  /// Mean of all elements; of none it is NaN.
  default Expr mean() {
    return mean(all());
  }

  /// Mean over axes.
  default Expr mean(int... axes) {
    Expr sum = sum(axes);
    return sum.over((double) self().shape().size() / sum.shape().size());
  }

  /// Largest element; its derivative is shared equally among those that attain it.
  default Expr max() {
    return max(all());
  }

  /// Largest over axes.
  default Expr max(int... axes) {
    return Expr.of(Nodes.max(self().node(), named(axes)));
  }

  /// Smallest element.
  default Expr min() {
    return min(all());
  }

  /// Smallest over axes.
  default Expr min(int... axes) {
    return self().negated().max(axes).negated();
  }

  /// ln Σ eᵃ over all elements, without overflow.
  default Expr logSumExp() {
    return logSumExp(all());
  }

  /// ln Σ eᵃ over axes, without overflow.
  default Expr logSumExp(int... axes) {
    return Axes.logSumExp(self(), axes);
  }

  /// eᵃ/Σ eᵃ along an axis, which stays.
  default Expr softmax(int axis) {
    return self().minus(logSumExp(axis).along(self().shape(), axis)).exp();
  }

  /// The Euclidean norm √Σ a² of all elements. Its derivative at 0 is NaN, as √ has none there;
  /// where a may come to 0 use {@code sq(a)}, or {@code sq(a).plus(1e-6).sqrt()}.
  default Expr norm() {
    return norm(all());
  }

  /// √Σ a² over axes.
  default Expr norm(int... axes) {
    return self().squared().sum(axes).sqrt();
  }

  /// The norm Σ |a| of all elements.
  default Expr norm1() {
    return norm1(all());
  }

  /// Σ |a| over axes.
  default Expr norm1(int... axes) {
    return self().abs().sum(axes);
  }

  /// The norm max |a| of all elements.
  default Expr normMax() {
    return normMax(all());
  }

  /// max |a| over axes.
  default Expr normMax(int... axes) {
    return self().abs().max(axes);
  }

  /// Σ over the chains of the batch, of the same shape. Reductions over chains are for training
  /// losses: an energy may not use them, as its value at a point may not depend on who else is in
  /// the batch.
  default Expr batchSum() {
    return Expr.of(Nodes.batchSum(self().node()));
  }

  /// Mean over the n chains of the batch.
  default Expr batchMean() {
    return batchSum().over(Expr.batchSize());
  }

  /// Unbiased variance over the n chains of the batch, element by element: Σ (a − ā)²/(n − 1). NaN
  /// for one chain.
  default Expr batchVariance() {
    return self().minus(batchMean()).squared().batchSum().over(Expr.batchSize().minus(1));
  }

  /// Σ over the chains of A·Bᵀ, for A (m, p) and B (n, p), of shape `[m, n]`; a vector `[m]` counts
  /// as (m, 1). Gram matrices and weight gradients are this.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if a side has other axes or the p differ
  default Expr batchContract(Expr other) {
    return Expr.of(Nodes.batchContract(Axes.columns(self()), Axes.columns(other)));
  }

  /// Unbiased covariance over the n chains of the batch, Σ (a − ā)(b − b̄)ᵀ/(n − 1), of shape `[m,
  /// n]` for a `[m]` and b `[n]`. NaN for one chain.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if either is no vector
  default Expr batchCovariance(Expr other) {
    Axes.requireVectors(self(), other);
    Expr a = self().minus(batchMean());
    Expr b = other.minus(other.batchMean());
    return a.batchContract(b).over(Expr.batchSize().minus(1));
  }

  /// The unbiased covariance matrix of a vector over the chains of the batch.
  default Expr batchCovariance() {
    Axes.requireVectors(self(), self());
    Expr a = self().minus(batchMean());
    return a.batchContract(a).over(Expr.batchSize().minus(1));
  }
}
