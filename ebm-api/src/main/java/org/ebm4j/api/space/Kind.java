package org.ebm4j.api.space;

/// What numbers a component may hold.
public enum Kind {
  /// Real numbers.
  REAL,
  /// Whole numbers; a solver moves between them as if they were real, and a point read back is
  /// rounded to the nearest.
  WHOLE,
  /// 0 or 1; a point read back is 1 above ½.
  BINARY
}
