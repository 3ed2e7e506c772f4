package org.ebm4j.training.embedding;

import java.util.Map;
import org.ebm4j.api.expr.Expr;

/// Nothing but the pull together, weighted as another regulariser weights it: same net, same data,
/// one difference. A constant embedding has loss 0.
///
/// @param pull whose invariance term is used
public record NoRegulariser(Vicreg pull) implements Regulariser {
  /// The pull of [Vicreg#official].
  public static NoRegulariser standard() {
    return new NoRegulariser(Vicreg.official());
  }

  @Override
  public Expr invariance(Expr a, Expr b) {
    return pull.invariance(a, b);
  }

  @Override
  public Map<String, Expr> penalties(Expr a, Expr b) {
    return Map.of();
  }
}
