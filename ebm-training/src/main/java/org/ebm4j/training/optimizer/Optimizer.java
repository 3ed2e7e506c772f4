package org.ebm4j.training.optimizer;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;

/// Turns a gradient into the next value of a parameter.
///
/// Steps are counted from 0; t is the number of the step being made, counted from 1.
public sealed interface Optimizer permits Sgd, Momentum, AdamW {
  /// The name of the setting that holds the learning rate of a step.
  String RATE = "learning rate";

  /// How the learning rate η changes.
  Schedule schedule();

  /// What it remembers for each parameter, arrays of the parameter's shape that begin at 0.
  List<String> slots();

  /// The numbers of one step, which all parameters share; the learning rate is one of them.
  ///
  /// @param step steps done before it
  /// @param total steps of the whole fit
  Map<String, Double> settings(long step, long total);

  /// The step for one parameter.
  Next next(Arguments a);

  /// What the formula of a step may be made of.
  ///
  /// @param parameter θ, any shape
  /// @param gradient g = ∂L/∂θ, of the same shape
  /// @param slots what is remembered, by name
  /// @param settings scalars by name
  record Arguments(
      Expr parameter, Expr gradient, Map<String, Expr> slots, Map<String, Expr> settings) {
    Expr slot(String name) {
      return named(slots, name);
    }

    Expr setting(String name) {
      return named(settings, name);
    }

    private static Expr named(Map<String, Expr> from, String name) {
      Expr found = from.get(name);
      if (found == null) {
        throw new IllegalArgumentException(
            "there is no '" + name + "' among " + from.keySet() + "; declare it");
      }
      return found;
    }
  }

  /// What a step leads to.
  ///
  /// @param parameter θ after it
  /// @param slots what is remembered after it; every slot has a value
  record Next(Expr parameter, Map<String, Expr> slots) {
    public Next {
      slots = Map.copyOf(slots);
    }
  }
}
