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
  SPIN,
  /// Sites with one of k categories, one-hot along the last axis: of a site's k numbers one is 1,
  /// the others 0; a point read back has the category of the largest.
  CATEGORY;

  /// Whether a number of this kind has two values: the ends of its bounds.
  public boolean isTwoValued() {
    return this == BINARY || this == SPIN || this == CATEGORY;
  }
}
