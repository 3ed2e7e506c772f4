package org.ebm4j.api.expr;

/// Named penalties and functions of expressions, as the field writes them.
public final class Maths {
  private Maths() {}

  /// Σ aᵢ².
  public static Expr sq(Expr a) {
    return a.squared().sum();
  }

  /// Σ aᵢbᵢ.
  public static Expr dot(Expr a, Expr b) {
    return a.times(b).sum();
  }

  /// Σ max(0, aᵢ): nothing below zero, linear above.
  public static Expr hinge(Expr a) {
    return a.relu().sum();
  }

  /// Σ of ½a² where |a| ≤ d, else d(|a| − ½d) [Huber 1964].
  ///
  /// @param d > 0, in units of a
  public static Expr huber(Expr a, double d) {
    if (!(d > 0)) {
      throw new IllegalArgumentException(
          "huber: d must be positive, found " + d + "; 1 suits values of order 1");
    }
    Expr size = a.abs();
    Expr inner = a.squared().times(.5);
    Expr outer = size.minus(.5 * d).times(d);
    return size.atMost(d).choose(inner, outer).sum();
  }

  /// KL(p ‖ q) = Σ pᵢ ln(pᵢ/qᵢ) for two lists of probabilities of one shape; 0·ln 0 counts as 0,
  /// and it is ∞ where qᵢ = 0 < pᵢ [Kullback & Leibler 1951]. Sums other than 1 are not corrected.
  public static Expr kl(Expr p, Expr q) {
    Expr none = p.equalTo(Expr.of(0));
    Expr one = Expr.of(1);
    Expr ratio = none.choose(one, p).log().minus(none.choose(one, q).log());
    return p.times(ratio).sum();
  }

  /// KL(N(m, diag eˡ) ‖ N(0, I)) = ½ Σ (eˡ + m² − 1 − l), the price of a noisy latent [Kingma &
  /// Welling 2014, appendix B].
  ///
  /// @param mean m
  /// @param logVariance l, of the same shape
  public static Expr klToStandardNormal(Expr mean, Expr logVariance) {
    return logVariance.exp().plus(mean.squared()).minus(1).minus(logVariance).sum().times(.5);
  }

  /// (a − mean a)/√(var a + ε) along the last axis, with the mean over n of squares [Ba, Kiros,
  /// Hinton 2016].
  public static Expr layerNorm(Expr a, double epsilon) {
    int last = a.shape().rank() - 1;
    Expr centred = a.minus(a.mean(last).along(a.shape(), last));
    Expr sd = centred.squared().mean(last).plus(epsilon).sqrt();
    return centred.over(sd.along(a.shape(), last));
  }
}
