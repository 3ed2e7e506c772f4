package org.ebm4j.training.gauge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// L-BFGS with ten pairs and a step halved until it descends enough, for smooth strictly convex
/// functions, where every step has positive curvature. Deterministic.
///
/// Source: [Nocedal & Wright 2006, algorithms 7.4 and 3.1].
final class LimitedMemoryBfgs {
  private static final int PAIRS = 10;
  private static final double DESCENT = 1e-4; // the part of the slope's promise a step must keep

  /// A function and its gradient.
  interface Function {
    /// The value at x; writes the gradient.
    double at(double[] x, double[] gradient);
  }

  /// A step s, the change y of the gradient along it, and ρ = 1/(yᵀs).
  private record Pair(double[] s, double[] y, double rho) {}

  private final Deque<Pair> pairs = new ArrayDeque<>(); // newest first

  /// Minimises from `x`, which is modified, until no slope exceeds `tolerance`.
  ///
  /// @return whether it got there; if not, x is the best point found
  boolean minimise(Function f, double[] x, double tolerance, int iterations) {
    double[] gradient = new double[x.length];
    double[] nextGradient = new double[x.length];
    double[] next = new double[x.length];
    double value = f.at(x, gradient);
    for (int k = 0; k < iterations && !(largest(gradient) <= tolerance); k++) {
      double[] direction = direction(gradient);
      double slope = dot(gradient, direction);
      double step = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
      double nextValue = Double.NaN;
      for (int halvings = 0; halvings < 40; halvings++, step /= 2) {
        for (int i = 0; i < x.length; i++) {
          next[i] = x[i] + step * direction[i];
        }
        nextValue = f.at(next, nextGradient);
        if (nextValue <= value + DESCENT * step * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        return false; // rounding, or numbers that are not finite: no lower point along the line
      }
      remember(x, next, gradient, nextGradient);
      System.arraycopy(next, 0, x, 0, x.length);
      System.arraycopy(nextGradient, 0, gradient, 0, x.length);
      value = nextValue;
    }
    return largest(gradient) <= tolerance;
  }

  private void remember(double[] x, double[] next, double[] gradient, double[] nextGradient) {
    double[] s = new double[x.length];
    double[] y = new double[x.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = next[i] - x[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    double curvature = dot(s, y);
    if (curvature > 0) {
      pairs.addFirst(new Pair(s, y, 1 / curvature));
      if (pairs.size() > PAIRS) {
        pairs.removeLast();
      }
    }
  }

  /// −H·gradient by the two loops over the pairs.
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] alpha = new double[pairs.size()];
    int k = 0;
    for (var pair : pairs) {
      alpha[k] = pair.rho * dot(pair.s, q);
      add(q, -alpha[k++], pair.y);
    }
    var newest = pairs.peekFirst();
    double scale = newest == null ? 1 : 1 / (newest.rho * dot(newest.y, newest.y));
    for (int i = 0; i < q.length; i++) {
      q[i] *= scale;
    }
    for (Iterator<Pair> oldestFirst = pairs.descendingIterator(); oldestFirst.hasNext(); ) {
      var pair = oldestFirst.next();
      add(q, alpha[--k] - pair.rho * dot(pair.y, q), pair.s);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] = -q[i];
    }
    return q;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    double most = 0;
    for (double v : values) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }
}
