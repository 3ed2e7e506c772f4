package org.ebm4j.api.space;

/// What numbers a component may hold.
public enum Kind {
  /// Real numbers.
  REAL,
  /// Whole numbers; a solver moves between them as if they were real, and a point read back is
  /// rounded to the nearest.
  WHOLE,
  /// 0 or 1; a point read back is 1 above ½.
  BINARY,
  /// −1 or 1; a point read back is 1 above 0.
  SPIN;

  /// Whether a number of this kind has two values: the ends of its bounds.
  public boolean isTwoValued() {
    return this == BINARY || this == SPIN;
  }
}
