package org.ebm4j.inference.minima;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.inference.search.Vectors;

/// Lanczos's iteration for one symmetric matrix, given by its products.
final class Lanczos {
  private static final double EXHAUSTED = 1e-10; // of the matrix's size: the space is invariant

  private final List<double[]> basis = new ArrayList<>();
  private final List<Double> alphas = new ArrayList<>();
  private final List<Double> betas = new ArrayList<>(); // βₖ between qₖ and qₖ₊₁
  private double[] next;
  private boolean done;

  /// @param start any direction; zero for a matrix of no rows
  Lanczos(double[] start) {
    double norm = Vectors.norm(start);
    this.done = norm == 0;
    this.next = done ? start : scaled(start, 1 / norm);
  }

  /// The direction to multiply next.
  double[] direction() {
    return next;
  }

  /// Tells its product.
  void see(double[] product) {
    if (done) {
      return;
    }
    double alpha = Vectors.dot(next, product);
    basis.add(next);
    alphas.add(alpha);
    double[] rest = product;
    for (int pass = 0; pass < 2; pass++) { // twice is enough [Parlett 1998, §6.9]
      for (double[] q : basis) {
        rest = Vectors.along(rest, -Vectors.dot(q, rest), q);
      }
    }
    double beta = Vectors.norm(rest);
    if (!(beta > EXHAUSTED * Vectors.norm(product))) {
      done = true;
    } else {
      betas.add(beta);
      next = scaled(rest, 1 / beta);
    }
  }

  private static double[] scaled(double[] a, double factor) {
    return Vectors.along(new double[a.length], factor, a);
  }

  /// The extreme eigenvalues of the tridiagonal matrix.
  LeastCurvature.Range range() {
    int k = alphas.size();
    if (k == 0) {
      return new LeastCurvature.Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
    double radius = 0; // Gershgorin: no eigenvalue is farther from 0
    for (int i = 0; i < k; i++) {
      radius = Math.max(radius, Math.abs(alphas.get(i)) + beta(i - 1) + beta(i));
    }
    return new LeastCurvature.Range(eigenvalue(1, radius), eigenvalue(k, radius));
  }

  private double beta(int i) {
    return i < 0 || i >= alphas.size() - 1 ? 0 : betas.get(i);
  }

  /// The m-th smallest, by bisection on how many lie below [Givens 1954].
  private double eigenvalue(int m, double radius) {
    double low = -radius;
    double high = radius;
    for (int i = 0; i < 100 && high - low > 1e-12 * radius; i++) {
      double middle = low + (high - low) / 2;
      if (below(middle) >= m) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low + (high - low) / 2;
  }

  /// How many eigenvalues are smaller than x: the negative pivots of T − xI.
  private int below(double x) {
    int count = 0;
    double pivot = 1;
    for (int i = 0; i < alphas.size(); i++) {
      double b = beta(i - 1);
      pivot = alphas.get(i) - x - (b == 0 ? 0 : b * b / pivot);
      if (pivot == 0) {
        pivot = Double.MIN_NORMAL;
      }
      if (pivot < 0) {
        count++;
      }
    }
    return count;
  }
}
