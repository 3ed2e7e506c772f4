package org.ebm4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A row now beside the same row of a saved run.
///
/// Where a row has a share of the peak, its cost is the share's inverse: the machine may have been
/// faster or slower then. Else it is the time. The noise is what both runs show of themselves, and
/// 5 % at least.
///
/// @param row its name
/// @param before its figure in the saved run
/// @param after its figure now
/// @param factor cost now over cost then: above 1 is slower
/// @param noise within which a factor says nothing
record Comparison(String row, double before, double after, double factor, double noise) {
  private static final double LEAST_NOISE = .05;

  /// What a factor says.
  enum Verdict {
    SAME,
    FASTER,
    SLOWER
  }

  /// The rows that both runs have figures of, in the order of the second.
  static List<Comparison> of(List<Result> saved, List<Result> now) {
    Map<String, Result> then = new HashMap<>();
    saved.stream()
        .filter(result -> !result.isPeer())
        .forEach(result -> then.put(result.row(), result));
    List<Comparison> all = new ArrayList<>();
    for (Result result : now) {
      Result before = then.get(result.row());
      if (before != null && !result.isPeer() && !before.isFailed() && !result.isFailed()) {
        requireSameUnit(before, result);
        all.add(of(before, result));
      }
    }
    return List.copyOf(all);
  }

  private static void requireSameUnit(Result before, Result after) {
    if (!before.unit().equals(after.unit())) {
      throw new IllegalArgumentException(
          "row %s was saved in %s and is now in %s; save a new run to compare with"
              .formatted(after.row(), before.unit(), after.unit()));
    }
  }

  private static Comparison of(Result before, Result after) {
    double noise = Math.max(LEAST_NOISE, spread(before) + spread(after));
    return new Comparison(
        after.row(), before.figure(), after.figure(), factor(before, after), noise);
  }

  private static double spread(Result result) {
    double spread = result.number("spread");
    return Double.isNaN(spread) ? 0 : spread;
  }

  private static double factor(Result before, Result after) {
    double shares = before.number("share_of_peak") / after.number("share_of_peak");
    if (!Double.isNaN(shares)) {
      return shares;
    }
    return after.isRate() ? before.figure() / after.figure() : after.figure() / before.figure();
  }

  Verdict verdict() {
    if (factor > 1 + noise) {
      return Verdict.SLOWER;
    }
    return factor < 1 / (1 + noise) ? Verdict.FASTER : Verdict.SAME;
  }

  /// The verdict in words, with its numbers.
  String inWords() {
    return switch (verdict()) {
      case SAME -> String.format(Locale.ROOT, "same (%.2f, noise %.2f)", factor, noise);
      case FASTER -> String.format(Locale.ROOT, "FASTER by %.2f (noise %.2f)", 1 / factor, noise);
      case SLOWER -> String.format(Locale.ROOT, "SLOWER by %.2f (noise %.2f)", factor, noise);
    };
  }
}
