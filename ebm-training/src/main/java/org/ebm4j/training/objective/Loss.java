package org.ebm4j.training.objective;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.expr.Expr;

/// A training loss as a formula over a batch.
///
/// @param value L, one number for the whole batch
/// @param parts numbers to report beside it, each one for the whole batch, by name
/// @param followers arrays that follow parameters instead of being trained
public record Loss(Expr value, Map<String, Expr> parts, List<Follower> followers) {
  public Loss {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    followers = List.copyOf(followers);
  }

  /// A loss without followers.
  public static Loss of(Expr value, Map<String, Expr> parts) {
    return new Loss(value, parts, List.of());
  }

  /// An array that moves slowly after a parameter θ: after each step f ← τf + (1 − τ)θ. It begins
  /// where the parameter does.
  ///
  /// @param setting the array f, a setting of the computation
  /// @param parameter θ, of the same shape
  /// @param decay τ, 0 ≤ τ < 1
  public record Follower(Expr setting, Expr parameter, double decay) {
    public Follower {
      if (!(decay >= 0 && decay < 1)) {
        throw new IllegalArgumentException(
            "a moving average's decay should be at least 0 and below 1, found "
                + decay
                + "; .996 is usual for targets");
      }
    }
  }
}
