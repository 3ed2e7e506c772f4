package org.ebm4j.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The operations as functions, with the simplifications that are free: neutral elements, double
/// transposes, folded scalars.
///
/// Nothing here changes a value that could be NaN or infinite: 0·a stays a product.
public final class Nodes {
  private Nodes() {}

  /// A known number.
  public static Node constant(double value) {
    return Node.leaf(new Op.Constant(Values.of(value)), Shape.SCALAR);
  }

  /// Known numbers, row-major.
  public static Node constant(Shape shape, double... values) {
    return Node.leaf(new Op.Constant(Values.of(values)), shape);
  }

  /// Random numbers, fresh for every chain and step.
  ///
  /// @param purpose the code of the purpose
  /// @param draw tells apart the noise nodes of one program
  public static Node noise(Op.Noise.Law law, int purpose, int draw, Shape shape) {
    return Node.leaf(new Op.Noise(law, purpose, draw), shape);
  }

  /// One number, repeated.
  public static Node filled(Shape shape, double value) {
    return broadcast(constant(value), shape);
  }

  /// f(a), element by element.
  public static Node map(Unary function, Node a) {
    if (function == Unary.NEGATE && a.op() instanceof Op.Map(var inner) && inner == Unary.NEGATE) {
      return a.input(0);
    }
    return Node.of(new Op.Map(function), a);
  }

  /// f(a, b), element by element; shapes are equal.
  public static Node zip(Binary function, Node a, Node b) {
    return Node.of(new Op.Zip(function), a, b);
  }

  /// a + b.
  public static Node add(Node a, Node b) {
    if (a.shape().equals(b.shape()) && isFilled(b, -0.0)) {
      return a;
    }
    if (a.shape().equals(b.shape()) && isFilled(a, -0.0)) {
      return b;
    }
    if (b.op() instanceof Op.Map(var f) && f == Unary.NEGATE && a.shape().equals(b.shape())) {
      return zip(Binary.SUBTRACT, a, b.input(0));
    }
    return zip(Binary.ADD, a, b);
  }

  /// a − b.
  public static Node subtract(Node a, Node b) {
    return zip(Binary.SUBTRACT, a, b);
  }

  /// a·b, element by element.
  public static Node multiply(Node a, Node b) {
    if (a.shape().equals(b.shape())) {
      if (isFilled(a, 1)) {
        return b;
      }
      if (isFilled(b, 1)) {
        return a;
      }
      if (isFilled(a, -1)) {
        return negate(b);
      }
      if (isFilled(b, -1)) {
        return negate(a);
      }
    }
    return zip(Binary.MULTIPLY, a, b);
  }

  /// a/b, element by element.
  public static Node divide(Node a, Node b) {
    return isFilled(b, 1) && a.shape().equals(b.shape()) ? a : zip(Binary.DIVIDE, a, b);
  }

  /// −a.
  public static Node negate(Node a) {
    return map(Unary.NEGATE, a);
  }

  /// Multiplies by a number.
  public static Node scale(Node a, double factor) {
    return multiply(a, filled(a.shape(), factor));
  }

  /// a where the condition is not zero, else b.
  public static Node where(Node condition, Node a, Node b) {
    return Node.of(new Op.Where(), condition, a, b);
  }

  /// Repeats a scalar to a shape, or puts the axes of {@code a} at the last axes of {@code shape}.
  public static Node broadcast(Node a, Shape shape) {
    int offset = shape.rank() - a.shape().rank();
    return broadcast(
        a, shape, IntStream.range(0, a.shape().rank()).map(i -> i + offset).boxed().toList());
  }

  /// Puts axis i of {@code a} at axis {@code axes[i]} of the shape and repeats it along the others.
  public static Node broadcast(Node a, Shape shape, List<Integer> axes) {
    if (a.shape().equals(shape)) {
      return a;
    }
    if (a.op() instanceof Op.Broadcast inner) {
      return broadcast(a.input(0), shape, inner.axes().stream().map(axes::get).toList());
    }
    return Node.of(new Op.Broadcast(shape, List.copyOf(axes)), a);
  }

  /// The same numbers, row-major, under another shape.
  public static Node reshape(Node a, Shape shape) {
    if (a.shape().equals(shape)) {
      return a;
    }
    if (a.op() instanceof Op.Reshape) {
      return reshape(a.input(0), shape);
    }
    if (a.op() instanceof Op.Broadcast && a.input(0).shape().isScalar()) {
      return broadcast(a.input(0), shape);
    }
    return Node.of(new Op.Reshape(shape), a);
  }

  /// Axis i of the result is axis {@code order[i]} of {@code a}.
  public static Node transpose(Node a, List<Integer> order) {
    if (a.op() instanceof Op.Transpose inner) {
      return transpose(a.input(0), order.stream().map(inner.order()::get).toList());
    }
    return order.equals(IntStream.range(0, a.shape().rank()).boxed().toList())
        ? a
        : Node.of(new Op.Transpose(List.copyOf(order)), a);
  }

  /// (m, n) → (n, m).
  public static Node transpose(Node a) {
    return transpose(a, List.of(1, 0));
  }

  /// The box of a shape that begins at {@code start}.
  public static Node slice(Node a, List<Integer> start, Shape shape) {
    return a.shape().equals(shape) ? a : Node.of(new Op.Slice(List.copyOf(start), shape), a);
  }

  /// Zeros of a shape with {@code a} at {@code start}.
  public static Node pad(Node a, List<Integer> start, Shape shape) {
    return a.shape().equals(shape) ? a : Node.of(new Op.Pad(List.copyOf(start), shape), a);
  }

  /// Arrays one after another along an axis.
  public static Node concat(int axis, List<Node> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : Node.of(new Op.Concat(parts.isEmpty() ? 0 : parts.getFirst().shape().axis(axis)), parts);
  }

  /// Sum over the named axes, counted from the first.
  public static Node sum(Node a, List<Integer> axes) {
    return reduce(Op.Reduce.Kind.SUM, a, axes);
  }

  /// Sum of all elements.
  public static Node sum(Node a) {
    return sum(a, allAxes(a));
  }

  /// Largest over the named axes, counted from the first.
  public static Node max(Node a, List<Integer> axes) {
    return reduce(Op.Reduce.Kind.MAX, a, axes);
  }

  static Node reduce(Op.Reduce.Kind kind, Node a, List<Integer> axes) {
    return axes.isEmpty() ? a : Node.of(new Op.Reduce(kind, axes.stream().sorted().toList()), a);
  }

  /// (m, k)·(k, n).
  public static Node matmul(Node a, Node b) {
    return Node.of(new Op.MatMul(), a, b);
  }

  /// The value as it is; no derivative passes.
  public static Node stopGradient(Node a) {
    return Node.of(new Op.StopGradient(), a);
  }

  /// Σ over chains; a shared value is multiplied by their number.
  public static Node batchSum(Node a) {
    return a.varies()
        ? Node.of(new Op.BatchSum(), a)
        : multiply(a, broadcast(batchSize(), a.shape()));
  }

  /// Σ over chains of A·Bᵀ; a side that all chains share is taken out of the sum.
  public static Node batchContract(Node a, Node b) {
    if (a.varies() && b.varies()) {
      return Node.of(new Op.BatchContract(), a, b);
    }
    return b.varies() ? matmul(a, transpose(batchSum(b))) : matmul(batchSum(a), transpose(b));
  }

  /// The number of chains.
  public static Node batchSize() {
    return Node.leaf(new Op.BatchSize(), Shape.SCALAR);
  }

  /// The same numbers, held once for each chain: a where over a comparison that is never true.
  ///
  /// @param like any node that varies and has at least one element
  public static Node perChain(Node a, Node like) {
    if (a.varies() || like.shape().size() == 0) {
      return a;
    }
    Node flat = reshape(like, Shape.of(like.shape().size()));
    Node one = reshape(slice(flat, List.of(0), Shape.of(1)), Shape.SCALAR);
    return where(broadcast(zip(Binary.LESS, one, one), a.shape()), a, a);
  }

  static List<Integer> allAxes(Node a) {
    return IntStream.range(0, a.shape().rank()).boxed().toList();
  }

  /// The axes of {@code from} that are not listed.
  static List<Integer> otherAxes(Shape from, List<Integer> listed) {
    List<Integer> others = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      if (!listed.contains(axis)) {
        others.add(axis);
      }
    }
    return others;
  }

  /// Whether a node is one known number, repeated. Looks no deeper than a repetition of a constant.
  static boolean isFilled(Node a, double value) {
    Node base = a.op() instanceof Op.Broadcast ? a.input(0) : a;
    return base.op() instanceof Op.Constant(var values) && values.allEqual(value);
  }
}
