package org.ebm4j.cli;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.cli.ask.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What every question to a saved energy begins with.
final class Ask {
  private String energy = "";
  private @Nullable String given;
  private @Nullable String known;
  private long seed;

  void addTo(CommandSpec spec) {
    Words.object(
        spec,
        "ENERGY",
        true,
        v -> energy = v,
        "A folder with energy.json and weights.safetensors, or a run's folder.");
    Words.option(
        spec,
        "--given",
        "POINT",
        String.class,
        v -> given = v,
        "The observation x, for an energy that has one.");
    Words.option(
        spec,
        "--known",
        "POINT",
        String.class,
        v -> known = v,
        "Numbers of the answer y that are known, null for those asked for.");
    Words.option(
        spec, "--seed", "N", Long.class, v -> seed = v, "Of everything random (default: 0).");
  }

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
