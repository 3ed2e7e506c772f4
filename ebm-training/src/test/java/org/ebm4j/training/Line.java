package org.ebm4j.training;

import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.objective.Feed;
import org.ebm4j.training.objective.Loss;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.objective.Source;

/// Fits w so that L = mean (w − xᵢ)²/2 is least: every step of every optimiser is known by hand.
///
/// All rows are the batch, whatever their order.
final class Line implements Objective<Energy<?, ?, ?>> {
  static final Dataset DATA = Dataset.of(new float[] {1, 2, 3, 6}, 1);
  static final double MEAN = 3;

  /// E(y) = (w − y)²/2, w from 0.
  static Given<float[], Nothing> energy() {
    Expr w = Leaf.parameter("w", new Init.Constant(0));
    return Energy.over(Space.real(1)).plus("line", y -> y.sum().minus(w).squared().times(.5));
  }

  @Override
  public Loss loss(Energy<?, ?, ?> model) {
    Expr w = Expr.of(model.parameters().leaves().getFirst());
    Expr x = Leaf.input("x", 1);
    return Loss.of(
        x.sum().minus(w).squared().times(.5).batchMean(), Map.of("mean", x.sum().batchMean()));
  }

  @Override
  public Feed feed(Energy<?, ?, ?> model, Source source) {
    return (Run run, long _) -> run.block("x").set(source.data().values());
  }

  @Override
  public String describe() {
    return "line";
  }
}
