package org.ebm4j.training.embedding;

import java.util.Map;
import org.ebm4j.api.expr.Expr;

/// What keeps embeddings from being all the same, and how strongly two views are pulled together
/// against it.
public sealed interface Regulariser permits Vicreg, NoRegulariser {
  /// The pull between the two views, with its coefficient, for the whole batch.
  ///
  /// @param a one view's embedding, or what is predicted of the other's, (d)
  /// @param b the other view's, (d)
  Expr invariance(Expr a, Expr b);

  /// What is added to it, by name, each with its coefficient, for the whole batch.
  ///
  /// @param a one view's embedding, (d)
  /// @param b the other view's, (d)
  Map<String, Expr> penalties(Expr a, Expr b);
}
