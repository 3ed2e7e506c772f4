package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.lower.Lowering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Arrays that a step carries, which may be written over as soon as nobody needs them: every carry
/// still begins with what the others were before the step.
class OverwritesTest {
  private static final int N = 5;

  private static Expr leaf(String name) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(N)));
  }

  private static final Expr A = leaf("a");
  private static final Expr B = leaf("b");
  private static final Expr C = leaf("c");

  private static Computation step(String name, Expr a, Expr b, Expr c, Expr out) {
    return new Computation(
        name,
        List.of(
            new Carry(A.node(), a.node()),
            new Carry(B.node(), b.node()),
            new Carry(C.node(), c.node())),
        List.of(new Output("out", out.node())));
  }

  static Stream<Computation> steps() {
    Expr one = Expr.of(1);
    return Stream.of(
        step("shifted", shifted(A, B), shifted(B, C), shifted(C, A.plus(B)), A.sum()),
        step("turned", B.times(.5), C.plus(1), A.minus(B), one),
        step("turned back", C.times(.5), A.plus(1), B.minus(A), one),
        step("swapped as they are", B, A, C.plus(A), one),
        step("read later", A.plus(1), B.plus(A.times(A.sum())), C.minus(B.sum()), one),
        step("read elsewhere", A.roll(0, 1).times(.5), B.plus(A.roll(0, 2)), C.plus(1), one),
        step("one for two", A.plus(B), A.plus(B), C.times(A), one),
        step("shown", A.plus(1), B.plus(A), C.plus(B), A.slice(0, 1, 4)),
        step("summed with", A.plus(B), B.minus(C), C.plus(B.times(A).sum()), A.times(C).sum()));
  }

  private static Expr shifted(Expr before, Expr after) {
    return A.sum().greaterThan(0).choose(after, before);
  }

  private static Map<String, double[]> after(Computation step, Engine engine, int chains) {
    Map<String, double[]> found = new TreeMap<>();
    try (Run run = engine.compile(step, Precision.F64).start(chains, 0)) {
      for (String name : List.of("a", "b", "c")) {
        double[] values = new double[chains * N];
        Arrays.setAll(values, i -> Math.sin(i + 10.0 * name.charAt(0)));
        run.block(name).set(values);
      }
      run.step(3);
      for (String name : List.of("a", "b", "c", "out")) {
        found.put(name, run.block(name).toArray());
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void carriesHappenAllAtOnce(Computation step) {
    AllAtOnce law = OverwritesTest::after;
    law.holds(step, 1, 16, 17, 70);
  }

  /// Nothing but the carried arrays and the output belongs to a chain.
  @Test
  void aShiftNeedsNoSecondArray() {
    Computation shift = steps().findFirst().orElseThrow();
    long chain = Lowering.lower(shift, Precision.F64, true).bytes(Region.CHAIN);
    assertThat(chain).isEqualTo((3 * N + 1) * 32 * 8);
  }
}
