package org.ebm4j.training.embedding;

import java.util.Map;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;

/// Variance-invariance-covariance regularisation.
///
/// For embeddings z, z′ of a batch of n examples in d dimensions, C(z) = Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ/(n − 1):
///
///     v(z) = (1/d) Σ_j max(0, γ − √(C_jj + ε))        c(z) = (1/d) Σ_{j≠k} C_jk²
///
///     PAPER     λ·(1/n) Σᵢ |zᵢ − z′ᵢ|²     + μ·(v(z) + v(z′))      + ν·(c(z) + c(z′))
///     OFFICIAL  λ·(1/(n·d)) Σᵢ |zᵢ − z′ᵢ|² + μ·(v(z) + v(z′))/2    + ν·(c(z) + c(z′))
///
/// with γ = 1, ε = 10⁻⁴. The two conventions are those of the paper and of its authors' code; at the
/// same λ the first pulls d times as hard, at the same μ it pushes twice as hard. Coefficients printed
/// somewhere mean nothing without the convention. Constant embeddings have a variance term of .99·μ in
/// the official one, 1.98·μ in the paper's.
///
/// Source: [Bardes, Ponce & LeCun 2022, eq. 1–6]; the authors' code, github.com/facebookresearch/vicreg.
///
/// @param invariance λ ≥ 0
/// @param variance μ ≥ 0
/// @param covariance ν ≥ 0
/// @param convention how the terms are scaled
public record Vicreg(double invariance, double variance, double covariance, Convention convention)
    implements Regulariser {
  /// The names of the penalties.
  public static final String VARIANCE = "variance";

  public static final String COVARIANCE = "covariance";

  private static final double TARGET = 1; // γ
  private static final double EPSILON = 1e-4;

  /// How the terms are scaled.
  public enum Convention {
    /// Invariance summed over dimensions; variance terms of both views added.
    PAPER,
    /// Invariance averaged over dimensions; variance terms of both views averaged.
    OFFICIAL
  }

  public Vicreg {
    if (!(invariance >= 0 && variance >= 0 && covariance >= 0)) {
      throw new IllegalArgumentException(
          "VICReg: coefficients should be 0 or more, found "
              + invariance
              + ", "
              + variance
              + ", "
              + covariance
              + "; 25, 25, 1 are usual");
    }
  }

  /// 25, 25, 1 as the authors' code means them.
  public static Vicreg official() {
    return new Vicreg(25, 25, 1, Convention.OFFICIAL);
  }

  /// 25, 25, 1 as the paper writes them.
  public static Vicreg paper() {
    return new Vicreg(25, 25, 1, Convention.PAPER);
  }

  /// With other coefficients in the same convention.
  public Vicreg coefficients(double invariance, double variance, double covariance) {
    return new Vicreg(invariance, variance, covariance, convention);
  }

  @Override
  public Expr invariance(Expr a, Expr b) {
    Expr distance = Maths.sq(a.minus(b)).batchMean().times(invariance);
    return switch (convention) {
      case PAPER -> distance;
      case OFFICIAL -> distance.over(a.shape().size());
    };
  }

  @Override
  public Map<String, Expr> penalties(Expr a, Expr b) {
    BatchCovariance ca = BatchCovariance.of(a);
    BatchCovariance cb = BatchCovariance.of(b);
    Expr both = spread(ca).plus(spread(cb)).times(variance);
    Expr variances =
        switch (convention) {
          case PAPER -> both;
          case OFFICIAL -> both.over(2);
        };
    Expr covariances = ca.offDiagonal().plus(cb.offDiagonal()).times(covariance);
    return Map.of(VARIANCE, variances, COVARIANCE, covariances);
  }

  /// v(z).
  private static Expr spread(BatchCovariance c) {
    return Expr.of(TARGET).minus(c.variances().plus(EPSILON).sqrt()).relu().mean();
  }

  /// Second moments of a batch of embeddings.
  ///
  /// @param centred z − z̄, (d), one a chain
  /// @param perFreedom 1/(n − 1)
  private record BatchCovariance(Expr centred, Expr perFreedom) {
    static BatchCovariance of(Expr z) {
      Expr perFreedom = Expr.of(1).over(Expr.of(Nodes.batchSize()).minus(1));
      return new BatchCovariance(z.minus(z.batchMean()), perFreedom);
    }

    /// The diagonal, (d).
    Expr variances() {
      return centred.squared().batchSum().times(perFreedom);
    }

    /// c(z).
    Expr offDiagonal() {
      int d = centred.shape().size();
      Expr column = centred.reshape(d, 1);
      Expr c = Expr.of(Nodes.batchContract(column.node(), column.node())).times(perFreedom);
      return c.times(apart(d)).squared().sum().over(d);
    }

    /// 1 off the diagonal, 0 on it.
    private static Expr apart(int d) {
      double[] ones = new double[d * d];
      for (int i = 0; i < d * d; i++) {
        ones[i] = i / d == i % d ? 0 : 1;
      }
      return Expr.of(Shape.of(d, d), ones);
    }
  }
}
