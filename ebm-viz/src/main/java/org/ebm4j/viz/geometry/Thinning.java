package org.ebm4j.viz.geometry;

import java.util.ArrayList;
import java.util.List;

/// Leaves out the points of a long line that a reader could not tell apart.
public final class Thinning {

  private Thinning() {}

  /// Keeps, of each run of neighbours that fall into one column of width 1, the first, lowest,
  /// highest and last: the drawn line covers the same pixels, and no peak is lost.
  ///
  /// @param x where the points lie, in columns, in the order of the line
  /// @param y their heights, finite
  /// @return indices of the points to keep, ascending
  public static int[] columns(double[] x, double[] y) {
    List<Integer> kept = new ArrayList<>();
    int start = 0;
    while (start < x.length) {
      int end = start + 1;
      while (end < x.length && Math.floor(x[end]) == Math.floor(x[start])) {
        end++;
      }
      keep(kept, y, start, end);
      start = end;
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void keep(List<Integer> kept, double[] y, int start, int end) {
    int low = start;
    int high = start;
    for (int i = start; i < end; i++) {
      low = y[i] < y[low] ? i : low;
      high = y[i] > y[high] ? i : high;
    }
    int before = -1;
    for (int i : new int[] {start, Math.min(low, high), Math.max(low, high), end - 1}) {
      if (i > before) {
        kept.add(i);
        before = i;
      }
    }
  }
}
