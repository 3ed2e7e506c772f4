package org.ebm4j.benchmarks.profile;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.benchmarks.own.OwnClass;
import org.ebm4j.inference.minimise.Stop;
import org.ebm4j.viz.record.Json;

/// Every solver on every problem from a few random starts, in f64; the cost is the number of
/// gradients until |∇E| ≤ 10⁻⁶. A start of a problem is a problem of its own.
///
/// A solver counts as having solved what it says it has only where the gradient there, computed by
/// the interpreter of the graph, is as small.
public final class Trials {
  private static final double TOLERANCE = 1e-6;
  private static final double LENIENCY = 1.01; // for the last digits of another order of sums
  private static final long SEED = 1;

  /// @param starts of each problem
  /// @param steps a solver may take
  /// @param energies class names of the user's, beside the collection
  /// @param solvers class names of the user's, beside the collection
  public record Plan(
      String engine, int starts, long steps, List<String> energies, List<String> solvers) {

    /// As arguments of the program.
    public List<String> arguments() {
      return List.of(
          engine,
          Integer.toString(starts),
          Long.toString(steps),
          String.join(",", energies),
          String.join(",", solvers));
    }

    static Plan of(String... words) {
      return new Plan(
          words[0],
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          names(words[3]),
          names(words[4]));
    }

    private static List<String> names(String joined) {
      return Arrays.stream(joined.split(",", -1)).filter(name -> !name.isEmpty()).toList();
    }
  }

  private Trials() {}

  /// Prints one JSON object: `solvers`, `problems`, and `gradients`, a list for each solver with a
  /// number or null for each problem.
  ///
  /// @param args those of a [Plan]
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    try {
      out.println(result(Plan.of(args)).compact());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  static Json result(Plan plan) {
    Engine engine = plan.engine.isEmpty() ? Engine.best() : Engine.named(plan.engine);
    Map<String, Given<?, ?>> problems = new LinkedHashMap<>(Collection.problems());
    plan.energies.forEach(name -> problems.put(name, OwnClass.energy(name)));
    Map<String, Method> solvers = new LinkedHashMap<>();
    solvers.putAll(Collection.solvers(Stop.standard().gradient(TOLERANCE).steps(plan.steps)));
    plan.solvers.forEach(name -> solvers.put(name, OwnClass.solver(name)));
    List<String> names = new ArrayList<>();
    problems.keySet().forEach(name -> names.addAll(numbered(name, plan.starts)));
    List<Json> costs = new ArrayList<>();
    for (Method solver : solvers.values()) {
      List<Json> row = new ArrayList<>();
      for (Given<?, ?> energy : problems.values()) {
        row.addAll(costs(energy.in(Precision.F64).problem().on(engine), solver, plan.starts));
      }
      costs.add(new Json.Arr(row));
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("tolerance", Json.of(TOLERANCE));
    fields.put("solvers", Json.texts(List.copyOf(solvers.keySet())));
    fields.put("problems", Json.texts(names));
    fields.put("gradients", new Json.Arr(costs));
    return new Json.Obj(fields);
  }

  private static List<String> numbered(String name, int starts) {
    List<String> numbered = new ArrayList<>();
    for (int i = 1; i <= starts; i++) {
      numbered.add(name + " #" + i);
    }
    return numbered;
  }

  private static List<Json> costs(Problem problem, Method solver, int starts) {
    Problem exact = problem.on(Engine.named("reference"));
    List<Json> costs = new ArrayList<>();
    for (Outcome outcome : solver.solve(problem, problem.starts(starts, SEED, 0))) {
      costs.add(solved(exact, outcome) ? Json.of(outcome.counts().gradients()) : new Json.Null());
    }
    return costs;
  }

  private static boolean solved(Problem exact, Outcome outcome) {
    double[] gradient = exact.at(outcome.best().point().toArray()).gradient().toArray();
    double square = Arrays.stream(gradient).map(g -> g * g).sum();
    return Math.sqrt(square) <= LENIENCY * TOLERANCE;
  }
}
