package org.ebm4j.api.print;

import static org.ebm4j.api.print.Text.Binding.ATOM;
import static org.ebm4j.api.print.Text.Binding.POSTFIX;
import static org.ebm4j.api.print.Text.Binding.PRODUCT;
import static org.ebm4j.api.print.Text.Binding.SUM;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.graph.Values;

/// How each operation is written, given how its inputs are.
///
/// A dot is the product of numbers or of matrices, ⊙ the product element by element; a scalar that
/// meets an array is repeated without a sign.
final class Formulas {
  private final Function<Node, Text> texts;
  private final Function<Node, Boolean> named;

  /// @param texts how an input is written
  /// @param named whether an input stands as a name of its own, so that no form may look inside
  Formulas(Function<Node, Text> texts, Function<Node, Boolean> named) {
    this.texts = texts;
    this.named = named;
  }

  Text of(Node node) {
    return switch (node.op()) {
      case Op.Input(var name) -> Text.atom(name);
      case Op.Parameter(var name, _) -> Text.atom(name);
      case Op.Setting(var name) -> Text.atom(name);
      case Op.Constant(var values) -> constant(values, node.shape());
      case Op.Noise(var law, int purpose, int draw) -> noise(law, purpose, draw);
      case Op.BatchSize _ -> Text.atom("#chains");
      case Op.Map(var function) -> mapped(function, node.input(0));
      case Op.Zip(var function) -> zipped(function, node.input(0), node.input(1));
      case Op.Where _ -> chosen(node);
      case Op.Broadcast(var shape, var axes) -> broadcast(node.input(0), shape, axes);
      case Op.Reshape(var shape) -> reshape(node.input(0), shape);
      case Op.Transpose(var order) -> transpose(node.input(0), order);
      case Op.Slice(var start, var shape) ->
          new Text(text(node.input(0)).within(POSTFIX) + box(start, shape), POSTFIX);
      case Op.Pad(var start, var shape) ->
          Text.call("pad", plain(node, 0), "at " + start, "in " + shape);
      case Op.Concat(int axis) -> concat(node, axis);
      case Op.Reduce(var kind, var axes) -> reduce(kind, axes, node.input(0));
      case Op.MatMul _ -> product(node.input(0), "·", node.input(1));
      case Op.StopGradient _ -> Text.call("stop", plain(node, 0));
      case Op.BatchSum _ -> Text.call("Σ_chains", plain(node, 0));
      case Op.BatchContract _ ->
          Text.call(
              "Σ_chains",
              product(text(node.input(0)), "·", new Text(transposed(node.input(1)), POSTFIX))
                  .string());
    };
  }

  private Text text(Node node) {
    return texts.apply(node);
  }

  private String plain(Node node, int input) {
    return text(node.input(input)).string();
  }

  // ---- leaves ----

  static Text constant(Values values, Shape shape) {
    if (shape.isScalar()) {
      String digits = Digits.of(values.get(0));
      return new Text(digits, digits.startsWith("−") ? SUM : ATOM);
    }
    return Text.atom("[" + Digits.some(values) + "]");
  }

  private static Text noise(Op.Noise.Law law, int purpose, int draw) {
    return switch (law) {
      case NORMAL -> Text.call("ξ", String.valueOf(purpose), String.valueOf(draw));
      case UNIFORM -> Text.call("u", String.valueOf(purpose), String.valueOf(draw));
    };
  }

  // ---- element by element ----

  private Text mapped(Unary function, Node a) {
    Text inner = text(a);
    return switch (function) {
      case NEGATE -> new Text("−" + inner.within(PRODUCT), SUM);
      case ABS -> Text.atom("|" + inner.string() + "|");
      case RECIPROCAL -> new Text("1/" + inner.within(POSTFIX), PRODUCT);
      case SQRT ->
          isSumOfSquares(a) ? norm(a.input(0).input(0), "") : Text.call("√", inner.string());
      case LOG -> Text.call("ln", inner.string());
      case EXP, TANH, SIGMOID, SOFTPLUS, RELU, SILU, SIGN, STEP ->
          Text.call(function.symbol(), inner.string());
    };
  }

  private Text zipped(Binary function, Node a, Node b) {
    return switch (function) {
      case ADD -> new Text(text(a).within(SUM) + " + " + text(b).within(PRODUCT), SUM);
      case SUBTRACT -> new Text(text(a).within(SUM) + " − " + text(b).within(PRODUCT), SUM);
      case MULTIPLY -> a == b ? squared(a) : times(a, b);
      case DIVIDE -> quotient(a, b);
      case MIN, MAX -> Text.call(function.symbol(), text(a).string(), text(b).string());
      case LESS -> comparison(a, "<", b);
      case LESS_EQUAL -> comparison(a, "≤", b);
      case EQUAL -> comparison(a, "=", b);
    };
  }

  /// Between two equal ones there is nothing to choose.
  private Text chosen(Node node) {
    return node.input(1) == node.input(2)
        ? text(node.input(1))
        : Text.call("where", plain(node, 0), plain(node, 1), plain(node, 2));
  }

  /// Iverson's bracket: 1 where it holds, else 0.
  private Text comparison(Node a, String sign, Node b) {
    return Text.atom("[" + text(a).string() + " " + sign + " " + text(b).string() + "]");
  }

  private Text squared(Node a) {
    return new Text(text(a).within(ATOM) + "²", POSTFIX);
  }

  /// Numbers come first, then scalars.
  private Text times(Node a, Node b) {
    boolean number = isKnown(b) && !isKnown(a);
    if (isScalar(b) && (number || !isScalar(a))) {
      return product(b, "·", a);
    }
    return product(a, isScalar(a) ? "·" : " ⊙ ", b);
  }

  private Text product(Node a, String sign, Node b) {
    return product(text(a), sign, text(b));
  }

  private static Text product(Text a, String sign, Text b) {
    return new Text(a.within(PRODUCT) + sign + b.within(POSTFIX), PRODUCT);
  }

  /// A sum over as many as it is divided by is a mean.
  private Text quotient(Node a, Node b) {
    if (!named.apply(a) && a.op() instanceof Op.BatchSum && isBatchSize(b)) {
      return Text.call("mean_chains", plain(a, 0));
    }
    if (!named.apply(a)
        && a.op() instanceof Op.Reduce(var kind, var axes)
        && kind == Op.Reduce.Kind.SUM) {
      boolean plainSum = !isSumOfSquares(a) && !isSumOfProducts(a);
      if (plainSum
          && isNumber(b, (double) a.input(0).shape().size() / Math.max(1, a.shape().size()))) {
        return Text.call("mean" + over(axes, a.input(0)), plain(a, 0));
      }
    }
    return product(a, "/", b);
  }

  private static boolean isScalar(Node a) {
    return a.shape().isScalar()
        || (a.op() instanceof Op.Broadcast && a.input(0).shape().isScalar());
  }

  private static boolean isKnown(Node a) {
    return unrepeated(a).op() instanceof Op.Constant;
  }

  private static Node unrepeated(Node a) {
    return a.op() instanceof Op.Broadcast ? a.input(0) : a;
  }

  private static boolean isBatchSize(Node a) {
    return unrepeated(a).op() instanceof Op.BatchSize;
  }

  private static boolean isNumber(Node a, double number) {
    return unrepeated(a).op() instanceof Op.Constant(var values) && values.allEqual(number);
  }

  // ---- shape ----

  private Text broadcast(Node a, Shape shape, List<Integer> axes) {
    return a.shape().isScalar()
        ? text(a)
        : Text.call(
            "repeat", text(a).string(), shape + (isTrailing(axes, shape) ? "" : " at " + axes));
  }

  private static boolean isTrailing(List<Integer> axes, Shape shape) {
    return axes.isEmpty() || axes.getFirst() == shape.rank() - axes.size();
  }

  /// Axes of extent 1 come and go without a sign.
  private Text reshape(Node a, Shape shape) {
    boolean onlyUnits = withoutUnits(a.shape()).equals(withoutUnits(shape));
    return onlyUnits ? text(a) : Text.call("reshape", text(a).string(), shape.toString());
  }

  private static List<Integer> withoutUnits(Shape shape) {
    List<Integer> dims = new ArrayList<>();
    for (int dim : shape.dims()) {
      if (dim != 1) {
        dims.add(dim);
      }
    }
    return dims;
  }

  private Text transpose(Node a, List<Integer> order) {
    return order.size() == 2
        ? new Text(transposed(a), POSTFIX)
        : Text.call("transpose", text(a).string(), order.toString());
  }

  private String transposed(Node a) {
    return text(a).within(ATOM) + "ᵀ";
  }

  private static String box(List<Integer> start, Shape shape) {
    List<String> ranges = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      ranges.add(start.get(axis) + ":" + (start.get(axis) + shape.dim(axis)));
    }
    return "[" + String.join(", ", ranges) + "]";
  }

  private Text concat(Node node, int axis) {
    String[] parts = node.inputs().stream().map(part -> text(part).string()).toArray(String[]::new);
    return Text.call("concat" + (node.shape().rank() == 1 ? "" : Digits.subscript(axis)), parts);
  }

  // ---- sums ----

  private Text reduce(Op.Reduce.Kind kind, List<Integer> axes, Node a) {
    boolean all = axes.size() == a.shape().rank();
    if (kind == Op.Reduce.Kind.MAX) {
      return Text.call("max" + over(axes, a), text(a).string());
    }
    if (all && isProduct(a)) {
      return a.input(0) == a.input(1)
          ? norm(a.input(0), "²")
          : Text.atom("⟨" + plain(a, 0) + ", " + plain(a, 1) + "⟩");
    }
    return Text.call("Σ" + over(axes, a), text(a).string());
  }

  private Text norm(Node a, String power) {
    return new Text("‖" + text(a).string() + "‖" + power, power.isEmpty() ? ATOM : POSTFIX);
  }

  private static String over(List<Integer> axes, Node a) {
    return axes.size() == a.shape().rank() ? "" : Digits.subscript(axes);
  }

  /// A product of two arrays, written in place.
  private boolean isProduct(Node a) {
    return !named.apply(a)
        && a.op() instanceof Op.Zip(var function)
        && function == Binary.MULTIPLY
        && !isScalar(a.input(0))
        && !isScalar(a.input(1));
  }

  private boolean isSumOfProducts(Node a) {
    return !named.apply(a)
        && a.op() instanceof Op.Reduce(var kind, var axes)
        && kind == Op.Reduce.Kind.SUM
        && axes.size() == a.input(0).shape().rank()
        && isProduct(a.input(0));
  }

  private boolean isSumOfSquares(Node a) {
    return isSumOfProducts(a) && a.input(0).input(0) == a.input(0).input(1);
  }
}
