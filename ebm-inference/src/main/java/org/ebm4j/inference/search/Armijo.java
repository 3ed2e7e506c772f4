package org.ebm4j.inference.search;

/// Enough decrease for the length of the step:
///
///     φ(α) ≤ φ(0) + c₁ α φ′(0)
///
/// Source: [Armijo 1966; Nocedal & Wright 2006, (3.4)].
///
/// @param decrease c₁, between 0 and 1
public record Armijo(double decrease) implements LineRule {
  public Armijo {
    LineRule.between("Armijo: the decrease asked for", decrease, 0, 1);
  }

  /// c₁ = 10⁻⁴.
  public static Armijo standard() {
    return new Armijo(1e-4);
  }

  @Override
  public LineSearch along(Line line) {
    return new Backtracking(line, decrease);
  }
}
