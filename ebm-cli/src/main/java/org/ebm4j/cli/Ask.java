package org.ebm4j.cli;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.cli.ask.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What every question to a saved energy begins with.
final class Ask {
  @Parameters(
      paramLabel = "ENERGY",
      description = "A folder with energy.json and weights.safetensors, or a run's folder.")
  private String energy = "";

  @Option(
      names = "--given",
      paramLabel = "POINT",
      description = "The observation x, for an energy that has one.")
  private @Nullable String given;

  @Option(
      names = "--known",
      paramLabel = "POINT",
      description = "Numbers of the answer y that are known, null for those asked for.")
  private @Nullable String known;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: 0).")
  private long seed;

  Question question(Engine engine, Precision precision) {
    return Question.of(new Question.Typed(energy, given, known), engine, precision);
  }

  long seed() {
    return seed;
  }

  /// What was asked, for the record.
  String energy() {
    return energy;
  }

  /// The observation as it was typed.
  String given() {
    return given == null ? "" : given;
  }

  /// What is known as it was typed.
  String known() {
    return known == null ? "" : known;
  }
}
