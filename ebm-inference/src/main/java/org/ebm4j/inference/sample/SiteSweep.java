package org.ebm4j.inference.sample;

import java.util.Map;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Run;

/// A sweep by code that knows sites and not the energy: of the same law as one through the energy's
/// gradient, by other draws.
interface SiteSweep extends Transition {
  /// The same through the energy's gradient.
  Sweep sweep();

  @Override
  default String name() {
    return sweep().name();
  }

  @Override
  default double beta() {
    return sweep().beta();
  }

  @Override
  default boolean isDiscrete() {
    return true;
  }

  @Override
  default Map<String, Double> settings() {
    return sweep().settings();
  }

  @Override
  default double[] energies(Problem problem, Run run) {
    return problem.energies(run.block("u").toArray());
  }

  @Override
  default Next next(StepArguments a) {
    return sweep().next(a);
  }
}
