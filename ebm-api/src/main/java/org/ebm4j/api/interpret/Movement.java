package org.ebm4j.api.interpret;

/// Numbers copied to other places, row by row.
final class Movement {
  private Movement() {}

  /// `out[i] = a[map[i]]`.
  static Runnable gather(int[] map, Operand a, Operand out) {
    return () -> {
      for (int row = 0; row < out.rows(); row++) {
        int from = a.at(row);
        int to = out.at(row);
        for (int i = 0; i < map.length; i++) {
          out.values()[to + i] = a.values()[from + map[i]];
        }
      }
    };
  }

  /// `out[map[i]] = a[i]`; every other element keeps what it has, which is zero from the start.
  static Runnable scatter(int[] map, Operand a, Operand out) {
    return () -> {
      for (int row = 0; row < out.rows(); row++) {
        int from = a.at(row);
        int to = out.at(row);
        for (int i = 0; i < map.length; i++) {
          out.values()[to + map[i]] = a.values()[from + i];
        }
      }
    };
  }
}
