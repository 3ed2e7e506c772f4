package org.ebm4j.training.experiment;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.gauge.Completion;

/// The energy of a noisy digit, |y|²/2σ² + net(y), and the same asked about hidden pixels only.
///
/// Data with noise has −σ² log p = |y|²/2 − φ(y), φ convex with slopes among the data [Saremi &
/// Hyvärinen 2019, §2]: the quadratic is exact far away, and the net is left with the rest.
final class DigitEnergy {
  private static final int PIXELS = 64;
  private static final String TERM = "digit";

  private final Mlp net;
  private final Space<float[]> pixels; // searches begin at the mean image

  DigitEnergy(int hidden, Dataset train) {
    this.net = Mlp.of("net", PIXELS, hidden, hidden, 1);
    float[] mean = new float[PIXELS];
    double squares = 0;
    float[] values = train.values();
    for (int k = 0; k < values.length; k++) {
      mean[k % PIXELS] += values[k] / train.size();
    }
    for (int k = 0; k < values.length; k++) {
      double off = (double) values[k] - mean[k % PIXELS];
      squares += off * off / values.length;
    }
    double noise = DigitsCompletion.NOISE;
    this.pixels = Space.real(PIXELS).origin(mean).spread(Math.sqrt(squares + noise * noise));
  }

  private Expr energy(Expr y) {
    double variance = DigitsCompletion.NOISE * DigitsCompletion.NOISE;
    return net.of(y).sum().plus(Maths.sq(y).times(.5 / variance));
  }

  Given<float[], Nothing> untrained() {
    return Energy.over(pixels).plus(TERM, y -> energy(y));
  }

  /// Fills in the hidden pixels with those of lowest energy, on [−1, 1].
  ///
  /// What is seen is an observation (values, then 1 where hidden), and the answer counts only where
  /// it is hidden.
  Dataset complete(Given<float[], Nothing> trained, Completion task, Method method, Engine engine) {
    Energy<float[], float[], Nothing> conditional =
        Energy.over(Space.real(2 * PIXELS), pixels.box(-1, 1))
            .plus(TERM, (x, y) -> energy(seen(x).plus(y.times(hidden(x)))))
            .with(trained.weights());
    List<Answer<float[], Nothing>> answers =
        conditional.givenEach(observations(task)).on(engine).infer(method);
    float[] completed = task.truth().values();
    for (int k = 0; k < completed.length; k++) {
      if (task.hidden()[k / PIXELS][k % PIXELS]) {
        completed[k] = answers.get(k / PIXELS).y()[k % PIXELS];
      }
    }
    return Dataset.of(completed, PIXELS).shaped(task.truth().shape());
  }

  private static Expr seen(Expr x) {
    return x.slice(0, 0, PIXELS);
  }

  private static Expr hidden(Expr x) {
    return x.slice(0, PIXELS, 2 * PIXELS);
  }

  private static List<float[]> observations(Completion task) {
    List<float[]> observations = new ArrayList<>();
    for (int i = 0; i < task.truth().size(); i++) {
      float[] x = new float[2 * PIXELS];
      task.truth().copyRow(i, x, 0);
      for (int k = 0; k < PIXELS; k++) {
        if (task.hidden()[i][k]) {
          x[k] = 0;
          x[PIXELS + k] = 1;
        }
      }
      observations.add(x);
    }
    return observations;
  }
}
