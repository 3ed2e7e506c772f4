package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Outcome.WentWrong.Trouble;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Trace;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Progress;
import org.junit.jupiter.api.Test;

/// Every way a search in a lane can end.
class LaneEndingTest {
  private static final int ROWS = 40;
  private static final Stop FOREVER = Stop.standard().gradient(0).steps(Long.MAX_VALUE);

  private static final Problem VALLEY = LanesTest.rosenbrock(10).problem();

  private static List<Outcome> solve(Minimise method) {
    return method.solve(VALLEY, LanesTest.normals(ROWS * 10, 4));
  }

  private static Limit limit(Outcome outcome) {
    return ((Outcome.StoppedEarly) outcome).limit();
  }

  private static Trouble trouble(Outcome outcome) {
    return ((Outcome.WentWrong) outcome).trouble();
  }

  private static double[] all(double value) {
    double[] starts = new double[ROWS];
    Arrays.fill(starts, value);
    return starts;
  }

  @Test
  void outOfStepsAndOutOfEvaluations() {
    for (Outcome outcome : solve(Lbfgs.standard().until(FOREVER.steps(7)))) {
      assertThat(limit(outcome)).isEqualTo(Limit.STEPS);
      assertThat(outcome.counts().steps()).isEqualTo(7);
      assertThat(outcome.reason()).startsWith("all 7 steps were used; the gradient's norm is ");
    }
    for (Outcome outcome : solve(Lbfgs.standard().until(FOREVER.evaluations(9)))) {
      assertThat(limit(outcome)).isEqualTo(Limit.STEPS);
      assertThat(outcome.counts().energies()).isEqualTo(10); // and once more at the end
      assertThat(outcome.reason()).startsWith("all 9 evaluations were used");
    }
  }

  @Test
  void cancelledTimedOutOrSentHome() {
    Cancellation token = new Cancellation();
    Minimise cancelled =
        Lbfgs.standard()
            .cancelledBy(token)
            .watched(
                10,
                progress -> {
                  token.cancel();
                  return true;
                });
    assertThat(solve(cancelled)).allMatch(o -> limit(o) == Limit.CANCELLED);
    AtomicLong ticks = new AtomicLong();
    Minimise timed =
        Lbfgs.standard()
            .until(FOREVER.time(Duration.ofMillis(50)))
            .by(() -> ticks.addAndGet(3_000_000));
    assertThat(solve(timed)).allMatch(o -> limit(o) == Limit.TIME && o.counts().steps() > 0);
    List<Progress> seen = new ArrayList<>();
    Minimise watched =
        Lbfgs.standard()
            .watched(
                7,
                progress -> {
                  seen.add(progress);
                  return seen.size() < 3;
                });
    assertThat(solve(watched)).allMatch(o -> limit(o) == Limit.CALLBACK);
    assertThat(seen).hasSize(3).allMatch(p -> p.live() == ROWS && p.rows() == ROWS);
    assertThat(seen.get(2).energy()).isLessThan(seen.get(0).energy());
    assertThat(seen.get(2).done()).isBetween(10L, 21L);
  }

  @Test
  void interruptedThreadsStayInterrupted() {
    Thread.currentThread().interrupt();
    List<Outcome> outcomes = solve(Lbfgs.standard().until(FOREVER));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).allMatch(o -> limit(o) == Limit.CANCELLED);
  }

  @Test
  void theEnergyHasCeasedToChange() {
    Stop stop = Stop.standard().gradient(0).change(1e-4).patience(2);
    for (Outcome outcome : solve(Lbfgs.standard().until(stop))) {
      assertThat(outcome.reason())
          .isEqualTo("the energy changed by at most 0.000100 of itself in each of 2 steps");
    }
  }

  @Test
  void roundingHidesFurtherDescent() {
    for (Precision precision : Precision.values()) {
      Minimise method = Lbfgs.standard().until(Stop.standard().gradient(0));
      double[] starts = LanesTest.normals(ROWS * 10, 4);
      for (Outcome outcome : method.solve(VALLEY.in(precision), starts)) {
        assertThat(outcome.converged()).as(outcome.reason()).isTrue();
        assertThat(outcome.best().gradientNorm())
            .isLessThan(precision == Precision.F64 ? 1e-6 : .1);
      }
    }
  }

  @Test
  void aStartThatIsNotFiniteEndsAlone() {
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("root", y -> y.map(Unary.SQRT).minus(1).squared().sum())
            .in(Precision.F64)
            .problem();
    double[] starts = all(4);
    starts[3] = -1;
    List<Outcome> outcomes = Lbfgs.standard().solve(problem, starts);
    assertThat(trouble(outcomes.get(3))).isEqualTo(Trouble.NOT_FINITE);
    assertThat(outcomes.get(3).reason())
        .isEqualTo("the energy or its gradient is not finite at the start");
    assertThat(outcomes.get(3).best().point().get(0)).isEqualTo(-1);
    assertThat(outcomes.get(3).counts().steps()).isZero();
    assertThat(outcomes.stream().filter(Outcome::converged)).hasSize(ROWS - 1);
  }

  @Test
  void anEnergyWithoutABottom() {
    Problem problem =
        Energy.over(Points.vectors(1)).plus("hill", -1, Maths::sq).in(Precision.F64).problem();
    for (Outcome outcome : Lbfgs.standard().solve(problem, all(1))) {
      assertThat(trouble(outcome)).isEqualTo(Trouble.UNBOUNDED);
      assertThat(outcome.best().energy()).isLessThan(-1e30);
    }
  }

  @Test
  void aGradientThatLies() {
    // the value rises where its derivative, from which half is hidden, says it falls
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("lie", y -> y.sum().minus(y.sum().times(3).stopGradient()).squared())
            .plus("truth", y -> y.minus(5).sum().negated())
            .in(Precision.F64)
            .problem();
    for (Outcome outcome : Lbfgs.standard().solve(problem, all(1))) {
      assertThat(trouble(outcome)).isEqualTo(Trouble.NO_DESCENT);
      assertThat(outcome.reason()).startsWith("no step along the gradient lowers the energy");
    }
  }

  @Test
  void tracesTellStepEnergyAndGradient() {
    for (Outcome outcome : solve(Lbfgs.standard().traced(5))) {
      List<Trace.Entry> entries = outcome.trace().entries();
      assertThat(entries).extracting(Trace.Entry::step).startsWith(0L, 5L, 10L, 15L);
      assertThat(entries.size()).isEqualTo(outcome.counts().steps() / 5 + 1);
      for (int i = 1; i < entries.size(); i++) {
        double before = entries.get(i - 1).energy();
        assertThat(entries.get(i).energy()).isLessThan(before + 1e-9 * Math.abs(before) + 1e-12);
      }
      if (outcome.counts().steps() % 5 == 0) {
        assertThat(entries.getLast().gradientNorm()).isLessThan(1e-5);
      }
    }
  }
}
