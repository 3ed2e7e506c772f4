package org.ebm4j.api.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.interpret.Evaluations;
import org.ebm4j.api.interpret.Interpreter;
import org.ebm4j.api.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation people write: its value against plain loops, its gradient against differences.
class OperationsTest {
  private static final Shape M = Shape.of(2, 3);
  private static final Shape V = Shape.of(3);
  private static final Shape S = Shape.SCALAR;

  /// @param of the operation on inputs of these shapes
  /// @param expected its value by loops over the inputs' numbers
  /// @param shape of the result
  record Case(
      String name,
      Function<Expr[], Expr> of,
      Function<double[][], double[]> expected,
      Shape shape,
      List<Shape> inputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case one(String name, Function<Expr, Expr> of, DoubleUnaryOperator f) {
    return new Case(
        name, in -> of.apply(in[0]), in -> Arrays.stream(in[0]).map(f).toArray(), M, List.of(M));
  }

  private static Case two(
      String name, Function<Expr[], Expr> of, DoubleBinaryOperator f, Shape a, Shape b) {
    Shape shape = a.isScalar() ? b : a;
    return new Case(
        name + " " + a + " " + b,
        of,
        in ->
            IntStream.range(0, shape.size())
                .mapToDouble(i -> f.applyAsDouble(in[0][i % in[0].length], in[1][i % in[1].length]))
                .toArray(),
        shape,
        List.of(a, b));
  }

  private static Case fold(
      String name, Function<Expr, Expr> of, Function<double[], double[]> f, int... dims) {
    return new Case(name, in -> of.apply(in[0]), in -> f.apply(in[0]), Shape.of(dims), List.of(M));
  }

  private static double[] rows(double[] m, Function<double[], Double> f) {
    return new double[] {
      f.apply(Arrays.copyOfRange(m, 0, 3)), f.apply(Arrays.copyOfRange(m, 3, 6))
    };
  }

  private static double[] columns(double[] m, DoubleBinaryOperator f) {
    return new double[] {
      f.applyAsDouble(m[0], m[3]), f.applyAsDouble(m[1], m[4]), f.applyAsDouble(m[2], m[5])
    };
  }

  private static double sum(double[] a) {
    return Arrays.stream(a).sum();
  }

  private static double squares(double[] a) {
    return Arrays.stream(a).map(v -> v * v).sum();
  }

  private static double logSumExp(double[] a) {
    return Math.log(Arrays.stream(a).map(Math::exp).sum());
  }

  private static double max(double[] a) {
    return Arrays.stream(a).max().orElseThrow();
  }

  /// Inputs lie in (.2, 1.8), where all of these are smooth.
  static Stream<Case> functions() {
    return Stream.of(
        one("negated", Expr::negated, v -> -v),
        one("squared", Expr::squared, v -> v * v),
        one("reciprocal", Expr::reciprocal, v -> 1 / v),
        one("abs", a -> a.minus(1).abs(), v -> Math.abs(v - 1)),
        one("sqrt", Expr::sqrt, Math::sqrt),
        one("exp", Expr::exp, Math::exp),
        one("log", Expr::log, Math::log),
        one("tanh", Expr::tanh, Math::tanh),
        one("sigmoid", Expr::sigmoid, v -> 1 / (1 + Math.exp(-v))),
        one("softplus", Expr::softplus, v -> Math.log1p(Math.exp(v))),
        one("relu", a -> a.minus(1).relu(), v -> Math.max(0, v - 1)),
        one("silu", Expr::silu, v -> v / (1 + Math.exp(-v))),
        one("sign", a -> a.minus(1).sign(), v -> Math.signum(v - 1)),
        one("clip", a -> a.clip(.7, 1.3), v -> Math.clamp(v, .7, 1.3)),
        one("plus number", a -> a.plus(2), v -> v + 2),
        one("minus number", a -> a.minus(2), v -> v - 2),
        one("times number", a -> a.times(-3), v -> -3 * v),
        one("over number", a -> a.over(4), v -> v / 4),
        one("less than number", a -> a.lessThan(1), v -> v < 1 ? 1 : 0),
        one("at most number", a -> a.atMost(1), v -> v <= 1 ? 1 : 0),
        one("greater than number", a -> a.greaterThan(1), v -> v > 1 ? 1 : 0),
        one("at least number", a -> a.atLeast(1), v -> v >= 1 ? 1 : 0),
        one("choose", a -> a.lessThan(1).choose(a.exp(), a), v -> v < 1 ? Math.exp(v) : v));
  }

  static Stream<Case> pairs() {
    return Stream.of(M, S)
        .flatMap(left ->
            Stream.of(M, S)
                .flatMap(right ->
                    Stream.of(
                        two("plus", in -> in[0].plus(in[1]), (a, b) -> a + b, left, right),
                        two("minus", in -> in[0].minus(in[1]), (a, b) -> a - b, left, right),
                        two("times", in -> in[0].times(in[1]), (a, b) -> a * b, left, right),
                        two("over", in -> in[0].over(in[1]), (a, b) -> a / b, left, right),
                        two("min", in -> in[0].min(in[1]), Math::min, left, right),
                        two("max", in -> in[0].max(in[1]), Math::max, left, right),
                        two("<", in -> in[0].lessThan(in[1]), (a, b) -> a < b ? 1 : 0, left, right),
                        two("≤", in -> in[0].atMost(in[1]), (a, b) -> a <= b ? 1 : 0, left, right),
                        two(
                            ">",
                            in -> in[0].greaterThan(in[1]),
                            (a, b) -> a > b ? 1 : 0,
                            left,
                            right),
                        two("≥", in -> in[0].atLeast(in[1]), (a, b) -> a >= b ? 1 : 0, left, right),
                        two("=", in -> in[0].equalTo(in[1]), (a, b) -> a == b ? 1 : 0, left, right),
                        two(
                            "choose",
                            in -> in[0].lessThan(in[1]).choose(in[1], in[0].times(2)),
                            (a, b) -> a < b ? b : 2 * a,
                            left,
                            right))));
  }

  static Stream<Case> reductions() {
    return Stream.of(
        fold("sum", Expr::sum, m -> new double[] {sum(m)}),
        fold("sum₀", a -> a.sum(0), m -> columns(m, Double::sum), 3),
        fold("sum₁", a -> a.sum(-1), m -> rows(m, OperationsTest::sum), 2),
        fold("sum₀₁", a -> a.sum(1, 0), m -> new double[] {sum(m)}),
        fold("mean", Expr::mean, m -> new double[] {sum(m) / 6}),
        fold("mean₀", a -> a.mean(0), m -> columns(m, (p, q) -> (p + q) / 2), 3),
        fold("mean₁", a -> a.mean(1), m -> rows(m, r -> sum(r) / 3), 2),
        fold("max", a -> a.max(), m -> new double[] {max(m)}),
        fold("max₁", a -> a.max(1), m -> rows(m, OperationsTest::max), 2),
        fold("min", a -> a.min(), m -> Arrays.stream(m).sorted().limit(1).toArray()),
        fold("min₀", a -> a.min(0), m -> columns(m, Math::min), 3),
        fold("logSumExp", Expr::logSumExp, m -> new double[] {logSumExp(m)}),
        fold("logSumExp₁", a -> a.logSumExp(1), m -> rows(m, OperationsTest::logSumExp), 2),
        fold("norm", Expr::norm, m -> new double[] {Math.sqrt(squares(m))}),
        fold("norm₀", a -> a.norm(0), m -> columns(m, Math::hypot), 3),
        fold("norm₁", a -> a.norm(1), m -> rows(m, r -> Math.sqrt(squares(r))), 2),
        fold("norm1", a -> a.negated().norm1(), m -> new double[] {sum(m)}),
        fold("norm1₁", a -> a.negated().norm1(1), m -> rows(m, OperationsTest::sum), 2),
        fold("normMax", a -> a.negated().normMax(), m -> new double[] {max(m)}),
        fold("normMax₀", a -> a.negated().normMax(0), m -> columns(m, Math::max), 3),
        fold("sq", Maths::sq, m -> new double[] {squares(m)}),
        fold(
            "hinge",
            a -> Maths.hinge(a.minus(1)),
            m -> new double[] {Arrays.stream(m).map(v -> Math.max(0, v - 1)).sum()}),
        fold(
            "huber",
            a -> Maths.huber(a.minus(1), .4),
            m -> new double[] {Arrays.stream(m).map(v -> huber(v - 1, .4)).sum()}));
  }

  private static double huber(double v, double d) {
    return Math.abs(v) <= d ? v * v / 2 : d * (Math.abs(v) - d / 2);
  }

  private static double[] each(int n, IntToDoubleFunction f) {
    return IntStream.range(0, n).mapToDouble(f).toArray();
  }

  static Stream<Case> movements() {
    return Stream.of(
        fold("reshape", a -> a.reshape(3, 2), m -> m, 3, 2),
        fold("flat", Expr::flat, m -> m, 6),
        fold("transpose", Expr::transpose, m -> each(6, i -> m[i % 2 * 3 + i / 2]), 3, 2),
        fold(
            "transpose 1 0", a -> a.transpose(1, 0), m -> each(6, i -> m[i % 2 * 3 + i / 2]), 3, 2),
        fold("roll₀", a -> a.roll(0, 1), m -> each(6, i -> m[(i + 3) % 6]), 2, 3),
        fold("roll₁", a -> a.roll(-1, -4), m -> each(6, i -> m[i / 3 * 3 + (i + 1) % 3]), 2, 3),
        fold("roll by none", a -> a.roll(1, 3), m -> m, 2, 3),
        fold("slice₀", a -> a.slice(0, 1, 2), m -> Arrays.copyOfRange(m, 3, 6), 1, 3),
        fold("slice₁", a -> a.slice(-1, 1, 3), m -> new double[] {m[1], m[2], m[4], m[5]}, 2, 2),
        fold("at", a -> a.at(1), m -> Arrays.copyOfRange(m, 3, 6), 3),
        fold("concat₀", a -> Expr.concat(0, a, a), m -> each(12, i -> m[i % 6]), 4, 3),
        fold(
            "concat₁",
            a -> Expr.concat(1, a, a.slice(1, 0, 1)),
            m -> new double[] {m[0], m[1], m[2], m[0], m[3], m[4], m[5], m[3]},
            2,
            4),
        fold(
            "broadcast",
            a -> a.broadcast(Shape.of(2, 2, 3)),
            m -> each(12, i -> m[i % 6]),
            2,
            2,
            3),
        fold(
            "along",
            a -> a.mean(1).along(M, 1),
            m -> each(6, i -> rows(m, r -> sum(r) / 3)[i / 3]),
            2,
            3),
        fold(
            "softmax₁",
            a -> a.softmax(1),
            m -> each(6, i -> Math.exp(m[i] - rows(m, OperationsTest::logSumExp)[i / 3])),
            2,
            3),
        fold(
            "softmax₀",
            a -> a.softmax(0),
            m -> each(6, i -> 1 / (1 + Math.exp(m[(i + 3) % 6] - m[i]))),
            2,
            3),
        fold("layer norm", a -> Maths.layerNorm(a, .1), OperationsTest::layerNorm, 2, 3));
  }

  private static double[] layerNorm(double[] m) {
    double[] means = rows(m, r -> sum(r) / 3);
    double[] variances = rows(m, r -> squares(r) / 3 - Math.pow(sum(r) / 3, 2));
    return each(6, i -> (m[i] - means[i / 3]) / Math.sqrt(variances[i / 3] + .1));
  }

  private static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
    double[] c = new double[rows * columns];
    for (int i = 0; i < c.length; i++) {
      for (int k = 0; k < inner; k++) {
        c[i] += a[i / columns * inner + k] * b[k * columns + i % columns];
      }
    }
    return c;
  }

  private static Case matmul(Shape a, Shape b, Shape result, int rows, int inner, int columns) {
    return new Case(
        "matmul " + a + b,
        in -> in[0].matmul(in[1]),
        in -> product(in[0], in[1], rows, inner, columns),
        result,
        List.of(a, b));
  }

  static Stream<Case> products() {
    return Stream.of(
        matmul(M, Shape.of(3, 4), Shape.of(2, 4), 2, 3, 4),
        matmul(M, V, Shape.of(2), 2, 3, 1),
        matmul(V, Shape.of(3, 2), Shape.of(2), 1, 3, 2),
        matmul(V, V, S, 1, 3, 1),
        new Case(
            "dot",
            in -> Maths.dot(in[0], in[1]),
            in -> product(in[0], in[1], 1, 3, 1),
            S,
            List.of(V, V)),
        new Case(
            "kl",
            in -> Maths.kl(in[0], in[1]),
            in -> new double[] {sum(each(3, i -> in[0][i] * Math.log(in[0][i] / in[1][i])))},
            S,
            List.of(V, V)),
        new Case(
            "kl to N(0, 1)",
            in -> Maths.klToStandardNormal(in[0], in[1]),
            in ->
                new double[] {
                  sum(each(3, i -> Math.exp(in[1][i]) + in[0][i] * in[0][i] - 1 - in[1][i])) / 2
                },
            S,
            List.of(V, V)));
  }

  static Stream<Case> all() {
    return Stream.of(functions(), pairs(), reductions(), movements(), products())
        .flatMap(cases -> cases);
  }

  private static Map<Node, double[]> point(Case c, Expr[] inputs) {
    SplittableRandom random = new SplittableRandom(c.name.hashCode());
    Map<Node, double[]> point = new IdentityHashMap<>();
    for (Expr input : inputs) {
      point.put(input.node(), random.doubles(input.shape().size(), .2, 1.8).toArray());
    }
    return point;
  }

  private static Expr[] inputs(Case c) {
    return IntStream.range(0, c.inputs.size())
        .mapToObj(i -> Leaf.input("in" + i, c.inputs.get(i).dims()))
        .toArray(Expr[]::new);
  }

  @ParameterizedTest
  @MethodSource("all")
  void valueIsWhatLoopsGive(Case c) {
    Expr[] inputs = inputs(c);
    Map<Node, double[]> point = point(c, inputs);
    Expr result = c.of.apply(inputs);
    double[] expected =
        c.expected.apply(
            Arrays.stream(inputs).map(in -> point.get(in.node())).toArray(double[][]::new));
    assertThat(result.shape()).isEqualTo(c.shape);
    assertThat(Interpreter.evaluate(List.of(result.node()), 1, point).getFirst())
        .containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientIsWhatDifferencesGive(Case c) {
    assertThat(disagreement(c, c.of)).isLessThan(1e-7);
  }

  @Test
  void aTwinWhoseGradientIsHiddenIsFound() {
    Case c = one("squared", Expr::squared, v -> v * v);
    assertThat(disagreement(c, in -> in[0].times(in[0].stopGradient()))).isGreaterThan(.1);
  }

  /// The largest difference between the gradient of Σ wᵢ·(result)ᵢ and central differences of it.
  private static double disagreement(Case c, Function<Expr[], Expr> of) {
    Expr[] inputs = inputs(c);
    Map<Node, double[]> point = point(c, inputs);
    Expr result = of.apply(inputs);
    double[] weights = new SplittableRandom(5).doubles(result.shape().size(), -1, 1).toArray();
    Expr total = result.times(Expr.of(result.shape(), weights)).sum();
    List<Node> leaves = Arrays.stream(inputs).map(Expr::node).toList();
    List<double[]> gradients = Interpreter.evaluate(Gradient.of(total.node(), leaves), 1, point);
    double largest = 0;
    for (int k = 0; k < inputs.length; k++) {
      double[] numbers = point.get(leaves.get(k));
      for (int i = 0; i < numbers.length; i++) {
        double at = numbers[i];
        numbers[i] = at + 1e-5;
        double up = Interpreter.evaluate(List.of(total.node()), 1, point).getFirst()[0];
        numbers[i] = at - 1e-5;
        double down = Interpreter.evaluate(List.of(total.node()), 1, point).getFirst()[0];
        numbers[i] = at;
        largest = Math.max(largest, Math.abs(gradients.get(k)[i] - (up - down) / 2e-5));
      }
    }
    return largest;
  }

  @Test
  void zeroProbabilitiesCostNothingAndNaNTravels() {
    assertThat(number(Maths.kl(Expr.vector(0, 1), Expr.vector(0, .5)))).isEqualTo(Math.log(2));
    assertThat(number(Maths.kl(Expr.vector(.5, .5), Expr.vector(0, 1)))).isInfinite();
    assertThat(number(Maths.kl(Expr.vector(Double.NaN, 1), Expr.vector(1, 1)))).isNaN();
    Expr p = Leaf.input("p", 2);
    Node slope = Gradient.of(Maths.kl(p, p).node(), List.of(p.node())).getFirst();
    double[] gradient =
        Interpreter.evaluate(List.of(slope), 1, Map.of(p.node(), new double[] {0, 1})).getFirst();
    assertThat(gradient).containsExactly(0, 0);
  }

  @Test
  void largeNumbersDoNotOverflowInLogSumExp() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(number(Expr.vector(1000, 1000).logSumExp())).isEqualTo(1000 + Math.log(2));
    assertThat(number(Expr.vector(-inf, -inf).logSumExp())).isEqualTo(-inf);
    assertThat(number(Expr.vector(1, inf).logSumExp())).isEqualTo(inf);
    assertThat(number(Expr.vector(1, Double.NaN).logSumExp())).isNaN();
    assertThat(number(Expr.vector(-2000, 1000).softmax(0).at(1))).isEqualTo(1);
  }

  private static double number(Expr expr) {
    return Interpreter.evaluate(List.of(expr.node()), 1, Map.of()).getFirst()[0];
  }

  private static final int CHAINS = 4;

  /// A loss of a batch: vectors a (2) and b (3), one row a chain.
  private record Batch(Expr a, Expr b, double[][] as, double[][] bs) {
    static Batch random() {
      SplittableRandom random = new SplittableRandom(3);
      double[][] as = new double[CHAINS][];
      double[][] bs = new double[CHAINS][];
      Arrays.setAll(as, i -> random.doubles(2, -1, 1).toArray());
      Arrays.setAll(bs, i -> random.doubles(3, -1, 1).toArray());
      return new Batch(Leaf.input("a", 2), Leaf.input("b", 3), as, bs);
    }

    Map<Node, double[]> point() {
      Map<Node, double[]> point = new IdentityHashMap<>();
      point.put(a.node(), Arrays.stream(as).flatMapToDouble(Arrays::stream).toArray());
      point.put(b.node(), Arrays.stream(bs).flatMapToDouble(Arrays::stream).toArray());
      return point;
    }

    double[] value(Expr expr) {
      return Interpreter.evaluate(List.of(expr.node()), CHAINS, point()).getFirst();
    }

    /// The entry (i, j) of the unbiased covariance of two sets of rows.
    static double covariance(double[][] a, int i, double[][] b, int j) {
      double ma = Arrays.stream(a).mapToDouble(r -> r[i]).average().orElseThrow();
      double mb = Arrays.stream(b).mapToDouble(r -> r[j]).average().orElseThrow();
      double total = 0;
      for (int n = 0; n < a.length; n++) {
        total += (a[n][i] - ma) * (b[n][j] - mb);
      }
      return total / (a.length - 1);
    }
  }

  @Test
  void reductionsOverTheBatchAreThoseOfItsRows() {
    Batch batch = Batch.random();
    double[] sums = each(2, i -> Arrays.stream(batch.as).mapToDouble(row -> row[i]).sum());
    assertThat(batch.value(batch.a.batchSum())).containsExactly(sums, within(1e-12));
    assertThat(batch.value(batch.a.batchMean()))
        .containsExactly(each(2, i -> sums[i] / CHAINS), within(1e-12));
    assertThat(batch.value(batch.a.batchVariance()))
        .containsExactly(each(2, i -> Batch.covariance(batch.as, i, batch.as, i)), within(1e-12));
    assertThat(batch.value(batch.a.batchCovariance(batch.b)))
        .containsExactly(
            each(6, i -> Batch.covariance(batch.as, i / 3, batch.bs, i % 3)), within(1e-12));
    assertThat(batch.value(batch.a.batchCovariance()))
        .containsExactly(
            each(4, i -> Batch.covariance(batch.as, i / 2, batch.as, i % 2)), within(1e-12));
    assertThat(batch.value(Expr.batchSize())).containsExactly(CHAINS);
    assertThat(batch.a.batchCovariance(batch.b).shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void contractionsOverTheBatchTakeMatricesAndVectors() {
    Batch batch = Batch.random();
    double[] gram = new double[6];
    for (int chain = 0; chain < CHAINS; chain++) {
      for (int i = 0; i < 6; i++) {
        gram[i] += batch.as[chain][i / 3] * batch.bs[chain][i % 3];
      }
    }
    assertThat(batch.value(batch.a.batchContract(batch.b))).containsExactly(gram, within(1e-12));
    Expr wide = batch.b.broadcast(Shape.of(2, 3)); // (2, 3), both rows b
    double squares = 0;
    for (double[] row : batch.bs) {
      squares += squares(row);
    }
    assertThat(batch.value(wide.batchContract(wide)))
        .containsExactly(new double[] {squares, squares, squares, squares}, within(1e-12));
  }

  @Test
  void lossesOfABatchHaveTheirGradients() {
    Batch batch = Batch.random();
    Expr loss =
        Maths.sq(batch.a.batchCovariance(batch.b))
            .plus(batch.a.batchVariance().plus(.1).sqrt().sum())
            .plus(Maths.sq(batch.b.batchMean()));
    Map<Node, double[]> point = batch.point();
    List<Node> leaves = List.of(batch.a.node(), batch.b.node());
    List<double[]> gradients =
        Interpreter.evaluate(Gradient.of(loss.node(), leaves), CHAINS, point);
    List<Double> wrong = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      double[] numbers = point.get(leaves.get(k));
      assertThat(gradients.get(k)).hasSameSizeAs(numbers);
      for (int i = 0; i < numbers.length; i++) {
        double at = numbers[i];
        numbers[i] = at + 1e-5;
        double up = Interpreter.evaluate(List.of(loss.node()), CHAINS, point).getFirst()[0];
        numbers[i] = at - 1e-5;
        double down = Interpreter.evaluate(List.of(loss.node()), CHAINS, point).getFirst()[0];
        numbers[i] = at;
        wrong.add(Math.abs(gradients.get(k)[i] - (up - down) / 2e-5));
      }
    }
    assertThat(wrong).allMatch(w -> w < 1e-7);
  }

  @Test
  void noiseIsAnExpressionLikeAnyOther() {
    Expr normal = Leaf.normal(Purpose.NOISE, 0, 3);
    Expr uniform = Leaf.uniform(Purpose.NOISE, 1, 3);
    Expr x = Leaf.input("x", 3);
    Expr noisy = x.plus(normal.times(.1)).plus(uniform);
    List<double[]> values =
        Evaluations.of(
            List.of(noisy.node(), normal.node(), uniform.node()),
            1,
            Map.of(x.node(), new double[] {1, 2, 3}),
            Precision.F64);
    double[] sums = each(3, i -> i + 1 + .1 * values.get(1)[i] + values.get(2)[i]);
    assertThat(values.getFirst()).containsExactly(sums, within(1e-12));
    assertThat(Arrays.stream(values.get(2)).boxed()).allMatch(u -> u > 0 && u < 1);
    assertThat(Gradient.of(Maths.dot(x, normal).node(), List.of(x.node())).getFirst())
        .isSameAs(normal.node());
  }
}
