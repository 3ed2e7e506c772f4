package org.ebm4j.training.objective;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Term;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;

/// E(x, y) as a formula of inputs of one's own choice.
final class EnergyFormula {
  /// The observation of an example, an input.
  static final String OBSERVED = "observed";

  /// The answer of an example, an input.
  static final String DATA = "data";

  /// A sample of the model, an input.
  static final String MODEL = "model";

  private final Energy<?, ?, ?> energy;

  private EnergyFormula(Energy<?, ?, ?> energy) {
    this.energy = energy;
  }

  static EnergyFormula of(String objective, Energy<?, ?, ?> energy) {
    if (energy.zs().size() > 0) {
      throw new IllegalArgumentException(
          objective
              + ": the energy has a latent "
              + energy.zs()
              + ", and every example would have to be explained at every step;"
              + " train an energy of observation and answer only");
    }
    if (energy.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          objective + ": the energy has no parameters to train; use a network in one of its terms");
    }
    requireNothingObserved(objective, energy);
    return new EnergyFormula(energy);
  }

  private static void requireNothingObserved(String objective, Energy<?, ?, ?> energy) {
    Energy.Arguments own = energy.arguments();
    for (Node node : Graph.topological(energy.terms().stream().map(Term::value).toList())) {
      boolean leaf = node.inputs().isEmpty() && node.varies();
      if (leaf && node != own.x() && node != own.y()) {
        throw new IllegalArgumentException(
            objective
                + ": the energy was given an observation already ("
                + node
                + "); train it before given(x), on rows of x's numbers and y's");
      }
    }
  }

  /// E as a scalar.
  ///
  /// @param x nx numbers; not looked at where the energy has no observation
  /// @param y ny numbers
  Expr at(Expr x, Expr y) {
    Map<Node, Node> images = new HashMap<>(); // nodes are equal to themselves only
    images.put(energy.arguments().y(), y.node());
    if (energy.xs().size() > 0) {
      images.put(energy.arguments().x(), x.node());
    }
    List<Node> values = Graph.substitute(energy.terms().stream().map(Term::value).toList(), images);
    List<Expr> weighted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      weighted.add(Expr.of(values.get(i)).times(energy.terms().get(i).coefficient()));
    }
    return weighted.stream().reduce(Expr::plus).orElseGet(() -> Expr.of(0));
  }

  /// ∂value/∂input for each chain.
  static Expr slope(Expr value, Expr input) {
    return Expr.of(Gradient.of(value.node(), List.of(input.node())).getFirst());
  }
}
