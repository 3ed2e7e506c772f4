package org.ebm4j.training.gauge;

import java.util.Arrays;
import org.ebm4j.training.data.Dataset;

/// Squared maximum mean discrepancy between two samples: 0 on average exactly if their laws agree.
///
///     MMD² = 1/(n(n−1)) Σ_{i≠j} k(xᵢ, xⱼ) + 1/(m(m−1)) Σ_{i≠j} k(yᵢ, yⱼ) − 2/(nm) Σ_{ij} k(xᵢ, yⱼ)
///     k(a, b) = exp(−|a − b|² / (2h²))
///
/// This is the unbiased estimator: it may come out slightly negative. The bandwidth h, unless given,
/// is the square root of the median of |a − b|² over all pairs of different points of both samples
/// pooled; of an even number of pairs the lower of the two middle ones. These are the conventions of
/// ebmkit 0.16's `ebm.eval.mmd`. The value depends on h, so compare only values of one bandwidth rule.
///
/// Floor: [#squared] of two fresh samples of the data's own law and the same sizes; for two moons and
/// 2000 points about 0 ± .0005.
///
/// Needs 8 bytes and one exponential a pair: two samples of 2000 have 8 million pairs.
///
/// Source: [Gretton, Borgwardt, Rasch, Schölkopf & Smola 2012, lemma 6].
public final class Mmd {
  private static final int MOST = 40_000; // points in both samples; 6.4 GB of pairs

  private Mmd() {}

  /// MMD² with the median bandwidth.
  ///
  /// @param x (n, d), n ≥ 2; not modified
  /// @param y (m, d), m ≥ 2; not modified
  public static double squared(Dataset x, Dataset y) {
    double[] pairs = pairs(x, y);
    return squared(pairs, x.size(), x.size() + y.size(), bandwidth(pairs));
  }

  /// MMD² with a bandwidth of one's own.
  ///
  /// @param bandwidth h > 0, in units of the data
  public static double squared(Dataset x, Dataset y, double bandwidth) {
    if (!(bandwidth > 0)) {
      throw new IllegalArgumentException("mmd: the bandwidth must be positive, found " + bandwidth);
    }
    return squared(pairs(x, y), x.size(), x.size() + y.size(), bandwidth);
  }

  /// The median bandwidth of two samples, to hold it fixed over several comparisons.
  public static double medianBandwidth(Dataset x, Dataset y) {
    return bandwidth(pairs(x, y));
  }

  private static double squared(double[] pairs, int n, int all, double bandwidth) {
    double within = 0;
    double other = 0;
    double between = 0;
    int m = all - n;
    int at = 0;
    for (int i = 0; i < all; i++) {
      for (int j = 0; j < i; j++) {
        double k = Math.exp(-pairs[at++] / (2 * bandwidth * bandwidth));
        if (i < n) {
          within += k;
        } else if (j >= n) {
          other += k;
        } else {
          between += k;
        }
      }
    }
    return 2 * within / ((double) n * (n - 1))
        + 2 * other / ((double) m * (m - 1))
        - 2 * between / ((double) n * m);
  }

  /// |a − b|² of all pairs of the pooled points, each pair once: (1,0) (2,0) (2,1) (3,0) …
  private static double[] pairs(Dataset x, Dataset y) {
    require(x, y);
    int d = x.width();
    int all = x.size() + y.size();
    double[] points = new double[all * d];
    double[] first = Rows.wide(x);
    System.arraycopy(first, 0, points, 0, first.length);
    double[] second = Rows.wide(y);
    System.arraycopy(second, 0, points, first.length, second.length);
    double[] pairs = new double[(int) ((long) all * (all - 1) / 2)];
    if (!Rows.finite(points)) { // else a point at infinity would merely count as far away
      Arrays.fill(pairs, Double.NaN);
      return pairs;
    }
    int at = 0;
    for (int i = 0; i < all; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
          double off = points[i * d + k] - points[j * d + k];
          sum += off * off;
        }
        pairs[at++] = sum;
      }
    }
    return pairs;
  }

  private static void require(Dataset x, Dataset y) {
    Rows.require("mmd", x, 2);
    Rows.require("mmd", y, 2);
    if (x.width() != y.width()) {
      throw new IllegalArgumentException(
          "mmd: points of "
              + x.width()
              + " and of "
              + y.width()
              + " coordinates cannot be compared; give both samples in the same space");
    }
    if (x.size() + y.size() > MOST) {
      throw new IllegalArgumentException(
          "mmd: "
              + x.size()
              + " and "
              + y.size()
              + " points make too many pairs; take at most "
              + MOST
              + " together, a few thousand each suffice");
    }
  }

  private static double bandwidth(double[] pairs) {
    double median = lowerMedian(pairs);
    if (median == 0) {
      throw new IllegalArgumentException(
          "mmd: the median distance is 0, as half of the pairs or more coincide;"
              + " give a bandwidth");
    }
    return Math.sqrt(median);
  }

  /// The value at place ⌊(n − 1)/2⌋ of the sorted values, found without sorting or moving them: the
  /// bits of non-negative doubles are ordered as they are, so 16 of them are settled at a time by
  /// counting.
  static double lowerMedian(double[] values) {
    int place = (values.length - 1) / 2;
    long prefix = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
      int[] count = new int[1 << 16];
      for (double v : values) {
        long bits = Double.doubleToRawLongBits(v);
        if (shift == 48 || bits >>> (shift + 16) == prefix) {
          count[(int) (bits >>> shift) & 0xFFFF]++;
        }
      }
      int digit = 0;
      while (place >= count[digit]) {
        place -= count[digit++];
      }
      prefix = prefix << 16 | digit;
    }
    return Double.longBitsToDouble(prefix);
  }
}
