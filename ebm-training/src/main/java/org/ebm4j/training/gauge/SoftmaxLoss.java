package org.ebm4j.training.gauge;

import java.util.Arrays;

/// Multinomial logistic regression's objective over fixed features.
///
///     L(W, b) = (1/n) Σᵢ (log Σ_c exp s_ic − s_{i,yᵢ}) + (λ/2) Σ W²,    s_ic = b_c + Σ_j W_cj x_ij
///
/// Features lie column by column, so that the inner loops run over all n rows at once and the compiler
/// turns them into vector code.
final class SoftmaxLoss implements LimitedMemoryBfgs.Function {
  private final double[][] columns; // (features, n)
  private final int[] labels; // (n)
  private final int classes;
  private final double penalty;
  private final double[][] scores; // (classes, n), then the residuals

  SoftmaxLoss(double[][] columns, int[] labels, int classes, double penalty) {
    this.columns = columns;
    this.labels = labels;
    this.classes = classes;
    this.penalty = penalty;
    this.scores = new double[classes][labels.length];
  }

  /// W row by row, (classes, features), then b, (classes).
  int parameters() {
    return classes * (columns.length + 1);
  }

  @Override
  public double at(double[] x, double[] gradient) {
    score(x);
    double loss = residuals() / labels.length;
    int d = columns.length;
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < d; j++) {
        double w = x[c * d + j];
        gradient[c * d + j] = dot(scores[c], columns[j]) / labels.length + penalty * w;
        loss += penalty / 2 * w * w;
      }
      gradient[classes * d + c] = Rows.mean(scores[c]);
    }
    return loss;
  }

  private void score(double[] x) {
    int d = columns.length;
    for (int c = 0; c < classes; c++) {
      Arrays.fill(scores[c], x[classes * d + c]);
      for (int j = 0; j < d; j++) {
        addScaled(scores[c], x[c * d + j], columns[j]);
      }
    }
  }

  /// Turns scores into probabilities less the truth; returns the sum of the cross-entropies.
  private double residuals() {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        most = Math.max(most, scores[c][i]);
      }
      double sum = 0;
      double own = scores[labels[i]][i] - most;
      for (int c = 0; c < classes; c++) {
        scores[c][i] = Math.exp(scores[c][i] - most);
        sum += scores[c][i];
      }
      for (int c = 0; c < classes; c++) {
        scores[c][i] /= sum;
      }
      scores[labels[i]][i] -= 1;
      loss += Math.log(sum) - own;
    }
    return loss;
  }

  private static void addScaled(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  /// Four partial sums, so that additions need not wait for one another.
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
