package org.ebm4j.training.gauge;

import java.util.Arrays;

/// How much lower the energy is on data than elsewhere.
///
///     gap        = mean E(off) − mean E(data)
///     separation = gap / √((var E(off) + var E(data))/2),  variances over n − 1
///     ranking    = P(E(off) > E(data)) + ½ P(E(off) = E(data)),  over all pairs
///
/// The gap is in units of energy and grows when an energy is merely scaled; the other two do not. A
/// flat energy gives gap 0 and ranking ½: these are the floors, and a flat surface is the collapse of
/// an energy. What `off` is decides what the figures mean (uniform noise is easy, data with a part
/// exchanged is not): state it beside them. Infinite energies make the gap infinite and count in the
/// ranking like any other; NaN makes all three NaN.
///
/// @param gap in units of energy; flat 0
/// @param separation in standard deviations; flat NaN (0/0), noise about 0
/// @param ranking 0 … 1, the area under the ROC curve; flat or noise ½
public record EnergyGap(double gap, double separation, double ranking) {
  /// The gap between two sets of energies.
  ///
  /// @param data energies of data, two or more; not modified
  /// @param off energies of points that are not data, two or more; not modified
  public static EnergyGap of(double[] data, double[] off) {
    if (data.length < 2 || off.length < 2) {
      throw new IllegalArgumentException(
          "energy gap: needs two or more energies of each kind, found "
              + data.length
              + " of data and "
              + off.length
              + " off data");
    }
    double gap = Rows.mean(off) - Rows.mean(data);
    double spread = Math.sqrt((Rows.variance(off) + Rows.variance(data)) / 2);
    return new EnergyGap(gap, gap / spread, ranking(data, off));
  }

  private static double ranking(double[] data, double[] off) {
    if (Double.isNaN(Rows.greatest(data)) || Double.isNaN(Rows.greatest(off))) {
      return Double.NaN;
    }
    double[] lower = data.clone();
    Arrays.sort(lower);
    double pairs = 0;
    for (double e : off) {
      pairs += (countBelow(lower, e, false) + countBelow(lower, e, true)) / 2.0;
    }
    return pairs / ((double) data.length * off.length);
  }

  /// How many sorted values are below e, or at most e.
  private static int countBelow(double[] sorted, double e, boolean orEqual) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < e || (orEqual && sorted[middle] == e)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
