package org.ebm4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.benchmarks.fork.Order;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Options that name a person's own classes.
final class OwnOptions {
  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      defaultValue = "",
      description = "Where your own classes are: jars and folders.")
  private String classPath = "";

  @Option(
      names = "--energy",
      paramLabel = "CLASS",
      split = ",",
      description = "Your own: a Supplier<Given<Y, Z>>; times its value and gradient.")
  private List<String> energies = List.of();

  @Option(
      names = "--solver",
      paramLabel = "CLASS",
      split = ",",
      description =
          "Your own: a Method, or a Supplier of one; times its minimisations of --energy.")
  private List<String> solvers = List.of();

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "64",
      description = "Points of --energy worked on at once (default: 64).")
  private int starts = 64;

  String classPath() {
    return classPath;
  }

  List<String> energies() {
    return energies;
  }

  List<String> solvers() {
    return solvers;
  }

  /// Every energy by every solver; none where no energy is named.
  ///
  /// @param refusal makes the exception for a request that makes no sense
  List<Order.What> rows(Function<String, ParameterException> refusal) {
    if (energies.isEmpty() && !solvers.isEmpty()) {
      throw refusal.apply("--solver says how, but not what; name an energy with --energy");
    }
    if (starts < 1) {
      throw refusal.apply("--starts asks for %d; give 1 or more".formatted(starts));
    }
    List<Order.What> rows = new ArrayList<>();
    for (String energy : energies) {
      for (String solver : solvers.isEmpty() ? List.of("") : solvers) {
        rows.add(new Order.Own(energy, solver, starts));
      }
    }
    return rows;
  }
}
