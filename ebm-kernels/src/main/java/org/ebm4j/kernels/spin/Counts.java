package org.ebm4j.kernels.spin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.kernels.loop.Kernel.Categorical.Odds;

/// All ways in which the categories of a site's neighbours can fall.
///
/// Counted are, for c < q − 1, the neighbours of a category of at most c, each in three bits: these
/// are the planes that spell a class.
final class Counts {
  /// Bits of a count.
  static final int PLANES = 3;

  private Counts() {}

  /// How many there are: (degree + q − 1 choose q − 1).
  static long ways(int degree, int categories) {
    long ways = 1;
    for (int i = 1; i < categories; i++) {
      ways = ways * (degree + i) / i;
    }
    return ways;
  }

  /// The odds of every class.
  static List<Odds> odds(int degree, int categories, Chances chances) {
    List<Odds> odds = new ArrayList<>();
    fall(odds, degree, chances, 0, new int[categories]);
    return odds;
  }

  /// Lets the neighbours that are left fall among the categories from this one on.
  private static void fall(List<Odds> odds, int left, Chances chances, int c, int... counts) {
    if (c == counts.length - 1) {
      counts[c] = left;
      odds.add(of(chances, counts));
      return;
    }
    for (int count = 0; count <= left; count++) {
      counts[c] = count;
      fall(odds, left - count, chances, c + 1, counts);
    }
  }

  private static Odds of(Chances chances, int... counts) {
    double[] each = chances.of(counts.clone());
    double all = Arrays.stream(each).sum();
    if (each.length != counts.length || !(all > 0 && all < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a packed sweep over "
              + counts.length
              + " categories needs as many chances that are not all 0, found "
              + Arrays.toString(each));
    }
    int spelt = 0;
    int neighbours = 0;
    double sum = 0;
    List<Long> below = new ArrayList<>();
    for (int c = 0; c < counts.length - 1; c++) {
      neighbours += counts[c];
      spelt |= neighbours << (PLANES * c);
      sum += each[c];
      below.add(Math.round(Math.min(1, sum / all) * 0x1p32));
    }
    return new Odds(spelt, below);
  }
}
