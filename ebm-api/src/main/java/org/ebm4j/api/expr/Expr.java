package org.ebm4j.api.expr;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;

/// A lazy array of numbers. Two operands have one shape, or one of them is a scalar.
public sealed interface Expr permits Formula, In {

  /// The node behind it; for the compiler, printing and saving.
  Node node();

  static Expr of(Node node) {
    return new Formula(node);
  }

  /// A known number.
  static Expr of(double value) {
    return of(Nodes.constant(value));
  }

  /// Known numbers, row-major.
  static Expr of(Shape shape, double... values) {
    return of(Nodes.constant(shape, values));
  }

  /// A known vector.
  static Expr vector(double... values) {
    return of(Shape.of(values.length), values);
  }

  default Shape shape() {
    return node().shape();
  }

  // ---- what errors call it ----

  /// What error messages call it; empty for an expression without a name.
  String name();

  /// What its maker advises when its shape does not fit.
  WayOut wayOut();

  /// The same expression under a name for error messages.
  default Expr called(String name) {
    return called(name, WayOut.UNKNOWN);
  }

  /// The same expression under a name for error messages, with advice for when its shape does not
  /// fit.
  default Expr called(String name, WayOut wayOut) {
    return new Formula(node(), name, wayOut);
  }

  // ---- arithmetic ----

  default Expr plus(Expr other) {
    return Pair.of(Binary.ADD, this, other);
  }

  default Expr plus(double other) {
    return plus(of(other));
  }

  default Expr minus(Expr other) {
    return Pair.of(Binary.SUBTRACT, this, other);
  }

  default Expr minus(double other) {
    return minus(of(other));
  }

  /// Element by element.
  default Expr times(Expr other) {
    return Pair.of(Binary.MULTIPLY, this, other);
  }

  default Expr times(double other) {
    return times(of(other));
  }

  default Expr over(Expr other) {
    return Pair.of(Binary.DIVIDE, this, other);
  }

  default Expr over(double other) {
    return over(of(other));
  }

  default Expr negated() {
    return of(Nodes.negate(node()));
  }

  /// Element by element, a²; for the sum of squares see {@link Maths#sq}.
  default Expr squared() {
    return times(this);
  }

  default Expr reciprocal() {
    return map(Unary.RECIPROCAL);
  }

  // ---- functions ----

  default Expr abs() {
    return map(Unary.ABS);
  }

  default Expr sqrt() {
    return map(Unary.SQRT);
  }

  default Expr exp() {
    return map(Unary.EXP);
  }

  default Expr log() {
    return map(Unary.LOG);
  }

  default Expr tanh() {
    return map(Unary.TANH);
  }

  default Expr sigmoid() {
    return map(Unary.SIGMOID);
  }

  default Expr softplus() {
    return map(Unary.SOFTPLUS);
  }

  default Expr relu() {
    return map(Unary.RELU);
  }

  default Expr silu() {
    return map(Unary.SILU);
  }

  default Expr sign() {
    return map(Unary.SIGN);
  }

  /// One of the elementwise functions.
  default Expr map(Unary function) {
    return of(Nodes.map(function, node()));
  }

  // ---- choice ----

  default Expr min(Expr other) {
    return zip(Binary.MIN, other);
  }

  default Expr max(Expr other) {
    return zip(Binary.MAX, other);
  }

  /// Between low and high, element by element.
  default Expr clip(double low, double high) {
    return max(of(low)).min(of(high));
  }

  /// 1 where this is less, else 0.
  default Expr lessThan(Expr other) {
    return zip(Binary.LESS, other);
  }

  default Expr atMost(Expr other) {
    return zip(Binary.LESS_EQUAL, other);
  }

  default Expr greaterThan(Expr other) {
    return other.lessThan(this);
  }

  default Expr atLeast(Expr other) {
    return other.atMost(this);
  }

  default Expr equalTo(Expr other) {
    return zip(Binary.EQUAL, other);
  }

  /// Where this is not zero {@code yes}, elsewhere {@code no}.
  default Expr choose(Expr yes, Expr no) {
    Shape shape = Pair.common(Pair.common(shape(), yes.shape()), no.shape());
    return of(Nodes.where(Pair.fit(this, shape), Pair.fit(yes, shape), Pair.fit(no, shape)));
  }

  private Expr zip(Binary function, Expr other) {
    return Pair.of(function, this, other);
  }

  // ---- reductions ----

  /// Sum of all elements.
  default Expr sum() {
    return of(Nodes.sum(node()));
  }

  /// Sum over axes, which disappear; negative axes count from the last.
  default Expr sum(int... axes) {
    return of(Nodes.sum(node(), Axes.of(shape(), axes)));
  }

  /// Mean of all elements.
  default Expr mean() {
    return sum().over(shape().size());
  }

  default Expr mean(int... axes) {
    Expr sum = sum(axes);
    return sum.over((double) shape().size() / sum.shape().size());
  }

  /// Largest element.
  default Expr max() {
    return of(Nodes.max(node(), Axes.all(shape())));
  }

  default Expr max(int... axes) {
    return of(Nodes.max(node(), Axes.of(shape(), axes)));
  }

  /// ln Σ eᵃ over all elements, without overflow.
  default Expr logSumExp() {
    return logSumExp(IntStream.range(0, shape().rank()).toArray());
  }

  /// ln Σ eᵃ over axes, without overflow.
  default Expr logSumExp(int... axes) {
    return Axes.logSumExp(this, axes);
  }

  /// eᵃ/Σ eᵃ along an axis.
  default Expr softmax(int axis) {
    return minus(logSumExp(axis).along(shape(), axis)).exp();
  }

  /// √Σ a² over all elements. Its derivative at 0 is NaN, as √ has none there.
  default Expr norm() {
    return squared().sum().sqrt();
  }

  // ---- matrices ----

  /// (m, k)·(k, n), (m, k)·(k) or (k)·(k, n).
  default Expr matmul(Expr other) {
    return Axes.matmul(this, other);
  }

  // ---- shape ----

  default Expr reshape(int... dims) {
    return of(Nodes.reshape(node(), Shape.of(dims)));
  }

  /// As one vector, row-major.
  default Expr flat() {
    return reshape(shape().size());
  }

  /// Axes in another order; none named means reversed.
  default Expr transpose(int... order) {
    int rank = shape().rank();
    return of(
        Nodes.transpose(
            node(),
            order.length == 0
                ? IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList()
                : IntStream.of(order).boxed().toList()));
  }

  /// Elements {@code from} ≤ i < {@code to} along an axis.
  default Expr slice(int axis, int from, int to) {
    return Axes.slice(this, axis, from, to);
  }

  /// Element {@code index} along the first axis, which disappears.
  default Expr at(int index) {
    Expr one = slice(0, index, index + 1);
    return of(Nodes.reshape(one.node(), shape().without(0)));
  }

  /// Repeats a scalar, or puts this array's axes at the last axes of {@code shape} and repeats it
  /// along the others.
  default Expr broadcast(Shape shape) {
    return of(Nodes.broadcast(node(), shape));
  }

  /// Undoes a reduction: repeats this array along {@code axes} so that it has the shape {@code
  /// shape} again.
  default Expr along(Shape shape, int... axes) {
    return of(Nodes.broadcast(node(), shape, Axes.others(shape, axes)));
  }

  /// Arrays one after another along an axis.
  static Expr concat(int axis, Expr... parts) {
    return of(Nodes.concat(axis, List.of(parts).stream().map(Expr::node).toList()));
  }

  // ---- derivatives and batches ----

  /// The value as it is, through which no derivative passes.
  default Expr stopGradient() {
    return of(Nodes.stopGradient(node()));
  }

  /// Σ over the chains of the batch. For training losses: an energy may not use it.
  default Expr batchSum() {
    return of(Nodes.batchSum(node()));
  }

  /// Mean over the chains of the batch. For training losses: an energy may not use it.
  default Expr batchMean() {
    return batchSum().over(of(Nodes.batchSize()));
  }
}
