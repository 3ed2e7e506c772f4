package org.ebm4j.inference.search;

/// Enough decrease for the length of the step, and a slope flat enough that the step is not too short:
///
///     φ(α) ≤ φ(0) + c₁ α φ′(0)      |φ′(α)| ≤ c₂ |φ′(0)|
///
/// A step that meets both tells a quasi-Newton method something true about the curvature.
///
/// Source: [Wolfe 1969; Nocedal & Wright 2006, (3.7)].
///
/// @param decrease c₁, above 0 and at most c₂
/// @param curvature c₂, at least c₁ and below 1
public record StrongWolfe(double decrease, double curvature) implements LineRule {
  public StrongWolfe {
    LineRule.between("strong Wolfe: the slope allowed", curvature, 0, 1);
    LineRule.between("strong Wolfe: the decrease asked for", decrease, 0, Math.nextUp(curvature));
  }

  /// c₁ = 10⁻⁴, c₂ = 0.9.
  public static StrongWolfe standard() {
    return new StrongWolfe(1e-4, .9);
  }

  @Override
  public LineSearch along(Line line) {
    return new MoreThuente(line, this);
  }
}
