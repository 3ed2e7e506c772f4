package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Points;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Results depend on the problem and the starts, on nothing else.
class SameBitsTest {
  static Stream<Minimise> methods() {
    Stop stop = Stop.standard().gradient(1e-4).steps(700);
    return Stream.of(
        GradientDescent.of(1e-3).until(stop),
        Momentum.of(1e-3).until(stop),
        Nesterov.of(1e-3).until(stop),
        Adam.of(.01).until(stop.change(1e-5)),
        SteepestDescent.standard().until(stop),
        Lbfgs.standard().until(stop));
  }

  private static double[] starts(int rows) {
    Problem problem = Points.himmelblau(Points.plane().box(-5, 5)).problem();
    return problem.starts(rows, 4, 0);
  }

  /// A clock by which every call takes this long.
  static LongSupplier clock(long nanoseconds) {
    AtomicLong now = new AtomicLong();
    return () -> now.addAndGet(nanoseconds);
  }

  /// Everything but the trace, which is asked for at some steps only.
  static List<Object> essence(List<Outcome> outcomes) {
    List<Object> parts = new ArrayList<>();
    for (Outcome o : outcomes) {
      parts.add(List.of(o.getClass(), o.best(), o.counts(), o.reason()));
    }
    return parts;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void howTheWorkIsCutIntoCallsChangesNothing(Minimise method) {
    for (Precision precision : Precision.values()) {
      Problem problem = Points.himmelblau(Points.plane()).problem().in(precision);
      List<Object> one = essence(method.by(clock(1_000_000_000)).solve(problem, starts(6)));
      List<Object> many = essence(method.by(clock(1)).solve(problem, starts(6)));
      List<Object> looked =
          essence(method.traced(7).watched(5, progress -> true).solve(problem, starts(6)));
      assertThat(many).isEqualTo(one);
      assertThat(looked).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void companyChangesNothingOnTheReferenceEngine(Minimise method) {
    Problem problem =
        Points.himmelblau(Points.plane().box(-5, 5)).problem().on(Engine.named("reference"));
    double[] starts = starts(5);
    List<Object> together = essence(method.solve(problem, starts));
    for (int row = 0; row < 5; row++) {
      double[] own = Arrays.copyOfRange(starts, 2 * row, 2 * row + 2);
      assertThat(essence(method.solve(problem, own))).containsExactly(together.get(row));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void askedTwiceTheSameIsAnswered(Minimise method) {
    Problem problem = MoreGarbowHillstrom.WOOD.energy().problem();
    double[] start = MoreGarbowHillstrom.WOOD.start();
    assertThat(method.solve(problem, start)).isEqualTo(method.solve(problem, start));
  }
}
