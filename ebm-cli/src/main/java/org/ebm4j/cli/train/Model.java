package org.ebm4j.cli.train;

import java.io.IOException;
import java.util.Map;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.training.Train;

/// What a configuration trains, and how one looks at it.
///
/// @param <M> the model, with weights
sealed interface Model<M> permits EnergyModel, EncoderModel {

  /// By the configuration's objective.
  static Model<?> of(Configuration asked, Examples examples, long seed) {
    return asked.goal().embeds()
        ? new EncoderModel(asked, examples, seed)
        : new EnergyModel(asked, examples, seed);
  }

  /// The fit, but for optimiser, numbers and listeners.
  Train<M> fit();

  /// Gauges on the way, by name.
  Map<String, Double> gauges(M model, Engine engine);

  /// Writes what other programs can load.
  void save(M model, RunFolder folder) throws IOException;

  /// Measures what came out.
  Found found(M model, Engine engine);
}
