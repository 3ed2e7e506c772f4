package org.ebm4j.cli.demo;

import java.io.IOException;
import java.util.Optional;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.training.Checkpoint;
import org.ebm4j.training.Trained;

/// What an experiment learned, to be kept in the run's folder.
///
/// @param name of the files
/// @param weights of the model
/// @param energy the model itself where it is one, which other programs can load and ask
/// @param checkpoint from which an unfinished fit can go on
record Learned(
    String name,
    Weights weights,
    Optional<Energy<?, ?, ?>> energy,
    Optional<Checkpoint> checkpoint) {

  static <E extends Energy<?, ?, ?>> Learned energy(String name, Trained<E> trained) {
    return new Learned(
        name,
        trained.model().weights(),
        Optional.of(trained.model()),
        trained.finished() ? Optional.empty() : Optional.of(trained.checkpoint()));
  }

  static Learned weights(String name, Weights weights) {
    return new Learned(name, weights, Optional.empty(), Optional.empty());
  }

  void save(RunFolder folder) throws IOException {
    folder.save(name, weights);
    if (energy.isPresent()) {
      energy.get().save(folder.subfolder(name, "energy.json", "weights.safetensors"));
    }
    if (checkpoint.isPresent()) {
      checkpoint.get().save(folder.file(name + "-checkpoint.safetensors"));
    }
  }
}
