package org.ebm4j.kernels.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.kernels.elementary.Accuracy.Case;
import org.ebm4j.kernels.plain.PlainEngine;
import org.ebm4j.kernels.vector.VectorEngine;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The functions of f32 on every one of its 2³² numbers, as the best engine computes them, against
/// the function in doubles of the argument, denormal ones taken as zero.
@Tag("slow")
class EveryNumberTest {
  private static final int SIZE = 1 << 18;
  private static final long ALL = 1L << 32;

  /// The functions that are not a single instruction.
  enum Function {
    EXP(Unary.EXP),
    LOG(Unary.LOG),
    TANH(Unary.TANH),
    SIGMOID(Unary.SIGMOID),
    SOFTPLUS(Unary.SOFTPLUS);

    private final Unary unary;

    Function(Unary unary) {
      this.unary = unary;
    }

    private DoubleUnaryOperator truth() {
      return Accuracy.CASES.stream()
          .filter(c -> c.name().equals(unary.symbol()))
          .map(Case::rough)
          .findFirst()
          .orElseThrow();
    }
  }

  /// @param ulps the largest error in units of the last place
  /// @param at where it is
  /// @param numbers how many were compared
  /// @param unequal how many were not the truth rounded to nearest
  record Worst(double ulps, float at, long numbers, long unequal) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.3f at %s (%a); %d of %d numbers not the nearest, %.2f %%",
          ulps,
          at,
          at,
          unequal,
          numbers,
          100.0 * unequal / numbers);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void everyNumber(Function function) {
    Worst worst = worst(engine(), function, 1, 1, ALL);
    System.out.println(function.unary.symbol() + " " + worst);
    assertThat(worst.ulps).isLessThanOrEqualTo(2);
  }

  /// The same on a part of the numbers, and its twin: a function whose last bits are lost.
  @Test
  void aDenseSample() {
    for (Function function : Function.values()) {
      assertThat(worst(engine(), function, 1, 4099, ALL).ulps).isLessThanOrEqualTo(2);
      assertThat(worst(engine(), function, 1 + 0x1p-21, 4099, ALL).ulps).isGreaterThan(2);
    }
  }

  /// The portable engine is as near to the truth, at the same number, as plain is.
  @Tag("vector")
  @Test
  void aDenseSampleOnVectors() {
    assumeTrue(new VectorEngine().unavailable().isEmpty(), "the vector module is not loaded");
    for (Function function : Function.values()) {
      assertThat(worst(VectorEngine.cold(), function, 1, 16381, ALL))
          .isEqualTo(worst(new PlainEngine(), function, 1, 16381, ALL));
    }
  }

  private static Engine engine() {
    Engine machineCode = new NativeEngine();
    return machineCode.unavailable().isEmpty() ? machineCode : new PlainEngine();
  }

  /// @param factor of the results, 1 but for a twin
  static Worst worst(Engine engine, Function function, double factor, long stride, long end) {
    Expr a = Expr.of(Node.leaf(new Op.Setting("a"), Shape.of(SIZE)));
    Expr f = a.map(function.unary);
    var output = new Computation.Output("f", (factor == 1 ? f.plus(0) : f.times(factor)).node());
    Computation computation = new Computation("every " + function, List.of(), List.of(output));
    Worst worst = new Worst(0, 0, 0, 0);
    try (Run run = engine.compile(computation, Precision.F32).start(1, 1)) {
      float[] arguments = new float[SIZE];
      float[] results = new float[SIZE];
      for (long from = 0; from < end; from += SIZE * stride) {
        for (int i = 0; i < SIZE; i++) {
          arguments[i] = Float.intBitsToFloat((int) Math.min(end - 1, from + i * stride));
        }
        run.block("a").set(arguments);
        run.step(1);
        run.block("f").get(results);
        worst = worse(worst, function.truth(), arguments, results);
      }
    }
    return worst;
  }

  private static Worst worse(
      Worst before, DoubleUnaryOperator truth, float[] arguments, float[] results) {
    double most = before.ulps;
    float at = before.at;
    long unequal = before.unequal;
    for (int i = 0; i < arguments.length; i++) {
      float a = arguments[i];
      double exact = truth.applyAsDouble(Math.abs(a) < Float.MIN_NORMAL ? Math.copySign(0, a) : a);
      if (Float.compare((float) exact, results[i]) == 0) {
        double distance = Math.abs(results[i] - exact);
        if (!(distance > most * Math.ulp(results[i]))) {
          continue; // also NaN and infinities
        }
      } else {
        unequal++;
      }
      double ulps = Accuracy.ulps(results[i], exact);
      if (ulps > most) {
        most = ulps;
        at = a;
      }
    }
    return new Worst(most, at, before.numbers + arguments.length, unequal);
  }
}
