package org.ebm4j.training.gauge;

import org.ebm4j.training.data.Dataset;

/// How well a linear classifier reads the labels off frozen features.
///
/// Multinomial logistic regression on features standardised by the training rows (mean 0, deviation 1
/// over n; a feature that does not vary is left out):
///
///     minimise (1/n) Σᵢ cross-entropyᵢ + (λ/2) |W|²,  no penalty on the biases,
///
/// by L-BFGS from 0 until every slope is at most 1e−4 or 500 steps are done. Nothing is random: the same
/// rows give the same probe. λ = 1/n is scikit-learn's C = 1.
///
/// Floors, both needed: the probe on the same encoder untrained, and on the raw input. Chance is one
/// over the number of classes and says little. On the 8×8 digits raw pixels reach about .96.
///
/// Source: [Alain & Bengio 2016].
public final class LinearProbe {
  private static final double TOLERANCE = 1e-4;
  private static final int ITERATIONS = 500;

  private final double[] mean; // (features)
  private final double[] scale; // (features), 1/deviation, or 0
  private final int classes;
  private final double[] parameters; // W (classes, features), then b (classes)
  private final boolean converged;

  private LinearProbe(
      double[] mean, double[] scale, int classes, double[] parameters, boolean converged) {
    this.mean = mean;
    this.scale = scale;
    this.classes = classes;
    this.parameters = parameters;
    this.converged = converged;
  }

  /// Fits with λ = 1/n.
  ///
  /// @param train features with labels, at least 2 rows; not modified
  public static LinearProbe fit(Dataset train) {
    return fit(train, 1.0 / train.size());
  }

  /// Fits with a penalty of one's own.
  ///
  /// @param train features with labels, at least 2 rows; not modified
  /// @param penalty λ > 0
  public static LinearProbe fit(Dataset train, double penalty) {
    Rows.require("linear probe", train, 2);
    if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "linear probe: the penalty must be positive and finite, found "
              + penalty
              + "; without one separable classes have no best weights");
    }
    int d = train.width();
    double[] rows = Rows.wide(train);
    double[] mean = Rows.means(rows, d);
    double[] scale = scales(rows, mean);
    var columns = new double[d][train.size()];
    for (int k = 0; k < rows.length; k++) {
      columns[k % d][k / d] = (rows[k] - mean[k % d]) * scale[k % d];
    }
    var loss = new SoftmaxLoss(columns, train.labels(), train.classes(), penalty);
    double[] parameters = new double[loss.parameters()];
    boolean converged = new LimitedMemoryBfgs().minimise(loss, parameters, TOLERANCE, ITERATIONS);
    return new LinearProbe(mean, scale, train.classes(), parameters, converged);
  }

  private static double[] scales(double[] rows, double[] mean) {
    int d = mean.length;
    double[] scale = new double[d];
    for (int k = 0; k < rows.length; k++) {
      double off = rows[k] - mean[k % d];
      scale[k % d] += off * off;
    }
    for (int j = 0; j < d; j++) {
      double deviation = Math.sqrt(scale[j] * d / rows.length);
      // what rounding leaves of a constant is not a feature
      scale[j] = deviation <= 1e-12 * Math.abs(mean[j]) ? 0 : 1 / deviation;
    }
    return scale;
  }

  /// Whether the fit reached its tolerance. If not, it is the best of its steps.
  public boolean converged() {
    return converged;
  }

  /// The most likely class of a row; of equals the first.
  ///
  /// @param features (d); not modified
  public int predict(float[] features) {
    requireWidth(features.length);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      double score = parameters[classes * mean.length + c];
      for (int j = 0; j < mean.length; j++) {
        score += parameters[c * mean.length + j] * (features[j] - mean[j]) * scale[j];
      }
      if (score > most) {
        most = score;
        best = c;
      }
    }
    return best;
  }

  /// The share of rows whose label is predicted, 0 … 1; NaN where features, here or in the fit, are
  /// not finite.
  ///
  /// @param test features with labels, as wide as those of the fit; not modified
  public double accuracy(Dataset test) {
    Rows.require("linear probe", test, 1);
    requireWidth(test.width());
    if (!Rows.finite(mean) || !Rows.finite(scale) || !Rows.finite(Rows.wide(test))) {
      return Double.NaN;
    }
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      right += predict(test.row(i)) == test.label(i) ? 1 : 0;
    }
    return (double) right / test.size();
  }

  private void requireWidth(int width) {
    if (width != mean.length) {
      throw new IllegalArgumentException(
          "linear probe: it was fitted to "
              + mean.length
              + " features and is asked about "
              + width
              + "; embed both sets with the same encoder");
    }
  }
}
