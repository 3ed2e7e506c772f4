package org.ebm4j.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;

/// Means of a step's outputs since they were last recorded.
final class Meter {
  private static final String SUMS = "metrics/sums";
  private final List<String> names;
  private final double[] sums; // one a name, and last how many steps

  Meter(List<String> names) {
    this.names = names;
    this.sums = new double[names.size() + 1];
  }

  /// Takes a step's outputs. The first two are the loss and the norm of its gradient.
  ///
  /// @return whether these two are finite; if not, nothing is taken
  boolean take(Run run) {
    double[] values = new double[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = run.block(names.get(i)).toArray()[0];
    }
    if (!Double.isFinite(values[0]) || !Double.isFinite(values[1])) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      sums[i] += values[i];
    }
    sums[values.length]++;
    return true;
  }

  /// The means; the next begin anew.
  Map<String, Double> record() {
    Map<String, Double> means = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      means.put(names.get(i), sums[i] / sums[names.size()]);
    }
    Arrays.fill(sums, 0);
    return means;
  }

  Weights addTo(Weights state) {
    return state.with(SUMS, Tensor.of(sums, sums.length));
  }

  void restore(Weights state) {
    state.get(SUMS).copyTo(sums);
  }
}
