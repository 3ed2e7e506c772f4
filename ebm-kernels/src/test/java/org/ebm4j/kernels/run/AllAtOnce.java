package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;

/// The law of carried arrays: every one begins the next step with what the others were before this
/// one, as the graph itself says.
@FunctionalInterface
interface AllAtOnce {
  /// Every array after some steps, by its name.
  Map<String, double[]> after(Computation step, Engine engine, int chains);

  default void holds(Computation step, int... counts) {
    for (int chains : counts) {
      Map<String, double[]> truth = after(step, Engine.named("reference"), chains);
      for (Engine engine : List.of(Engine.named("plain"), Engine.best())) {
        after(step, engine, chains)
            .forEach((name, values) ->
                assertThat(values)
                    .as("%s, %s of %d chains on %s", step.name(), name, chains, engine.name())
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(truth.get(name)));
      }
    }
  }
}
