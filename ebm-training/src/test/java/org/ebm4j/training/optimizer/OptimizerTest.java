package org.ebm4j.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.junit.jupiter.api.Test;

/// Optimisers against their closed forms under gradients that are told to them.
final class OptimizerTest {
  private static final double RATE = .1;
  private static final double START = 2;
  private static final double[] GRADIENTS = {3, -1, .5};

  /// θ after each of the gradients.
  private static double[] path(
      Optimizer optimizer, Function<Optimizer.Arguments, Optimizer.Next> next) {
    Expr parameter = Leaf.setting("θ");
    Expr gradient = Leaf.setting("g");
    Map<String, Expr> slots = new HashMap<>();
    optimizer.slots().forEach(slot -> slots.put(slot, Leaf.setting(slot)));
    Map<String, Expr> settings = new HashMap<>();
    optimizer.settings(0, 10).keySet().forEach(name -> settings.put(name, Leaf.setting(name)));
    Optimizer.Next to = next.apply(new Optimizer.Arguments(parameter, gradient, slots, settings));
    List<Computation.Carry> carries = new ArrayList<>();
    carries.add(new Computation.Carry(parameter.node(), to.parameter().node()));
    slots.forEach((name, slot) ->
        carries.add(new Computation.Carry(slot.node(), to.slots().get(name).node())));
    var program =
        new ReferenceEngine().compile(new Computation("step", carries, List.of()), Precision.F64);
    double[] path = new double[GRADIENTS.length];
    try (Run run = program.start(1, 0)) {
      run.block("θ").fill(START);
      for (int t = 0; t < path.length; t++) {
        run.block("g").fill(GRADIENTS[t]);
        optimizer.settings(t, 10).forEach((name, value) -> run.block(name).fill(value));
        run.step(1);
        path[t] = run.block("θ").toArray()[0];
      }
    }
    return path;
  }

  private static double[] path(Optimizer optimizer) {
    return path(optimizer, optimizer::next);
  }

  @Test
  void descentGoesAgainstTheGradient() {
    assertThat(path(Sgd.of(RATE))).containsExactly(new double[] {1.7, 1.8, 1.75}, within(1e-12));
  }

  @Test
  void momentumAddsUpWhatDecays() {
    // m: 3, 2.7 − 1 = 1.7, 1.53 + .5 = 2.03
    assertThat(path(Momentum.of(RATE)))
        .containsExactly(new double[] {1.7, 1.53, 1.327}, within(1e-12));
  }

  /// The paper's algorithm, line by line in plain numbers.
  private static double[] adam(double decay, boolean corrected) {
    double[] path = new double[GRADIENTS.length];
    double m = 0;
    double v = 0;
    double theta = START;
    for (int t = 1; t <= path.length; t++) {
      double g = GRADIENTS[t - 1];
      m = .9 * m + .1 * g;
      v = .999 * v + .001 * g * g;
      double mHat = corrected ? m / (1 - Math.pow(.9, t)) : m;
      double vHat = corrected ? v / (1 - Math.pow(.999, t)) : v;
      theta -= RATE * (mHat / (Math.sqrt(vHat) + 1e-8) + decay * theta);
      path[t - 1] = theta;
    }
    return path;
  }

  @Test
  void adamFollowsItsAlgorithm() {
    assertThat(path(AdamW.of(RATE))).containsExactly(adam(0, true), within(1e-12));
    assertThat(path(AdamW.of(RATE).decay(.3))).containsExactly(adam(.3, true), within(1e-12));
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradient() {
    assertThat(path(AdamW.of(RATE))[0]).isCloseTo(START - RATE, within(1e-8));
  }

  @Test
  void brokenTwinsAreSeen() {
    AdamW adam = AdamW.of(RATE).decay(.3);
    // decay inside the gradient, as in Adam with an L2 penalty
    double[] coupled =
        path(
            adam,
            a ->
                AdamW.of(RATE)
                    .next(
                        new Optimizer.Arguments(
                            a.parameter(),
                            a.gradient().plus(a.parameter().times(.3)),
                            a.slots(),
                            a.settings())));
    assertThat(Math.abs(coupled[2] - adam(.3, true)[2])).isGreaterThan(1e-3);
    assertThat(Math.abs(path(adam)[0] - adam(.3, false)[0])).isGreaterThan(1e-3);
  }

  @Test
  void cosineRisesAndFalls() {
    Schedule schedule = Schedule.cosine(1).warmUp(4).last(.2);
    double[] rates = new double[13];
    for (int s = 0; s < rates.length; s++) {
      rates[s] = schedule.at(s, 12);
    }
    assertThat(rates[0]).isEqualTo(.25);
    assertThat(rates[3]).isEqualTo(1);
    assertThat(rates[4]).isEqualTo(1);
    assertThat(rates[8]).isCloseTo(.6, within(1e-12));
    assertThat(rates[12]).isCloseTo(.2, within(1e-12));
    assertThat(Schedule.constant(.3).at(7, 9)).isEqualTo(.3);
  }

  @Test
  void wrongNumbersAreRefusedInOneSentence() {
    assertThatThrownBy(() -> Schedule.constant(-1))
        .hasMessage(
            "schedule: the learning rate should be positive and finite, found -1.0; 1e-3 is usual for AdamW");
    assertThatThrownBy(() -> AdamW.of(1e-3).betas(.9, 1))
        .hasMessage("AdamW: beta2 is 1.0 and should lie in [0, 1); .999 is usual");
    assertThatThrownBy(() -> new Momentum(Schedule.constant(1), 1))
        .hasMessage("momentum: the decay should be at least 0 and below 1, found 1.0; .9 is usual");
    assertThatThrownBy(() -> Schedule.cosine(1).last(2))
        .hasMessage(
            "cosine schedule: found a warm-up of 0 steps and a last rate of 2.0; neither may be"
                + " negative, and the last rate is at most the peak, 1.0");
  }
}
