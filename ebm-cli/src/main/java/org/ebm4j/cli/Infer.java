package org.ebm4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.cli.ask.Answered;
import org.ebm4j.cli.ask.Question;
import org.ebm4j.cli.ask.Search;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Interruption;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.minimise.Adam;
import org.ebm4j.inference.minimise.GradientDescent;
import org.ebm4j.inference.minimise.Iterative;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Minimise;
import org.ebm4j.inference.minimise.Momentum;
import org.ebm4j.inference.minimise.Nesterov;
import org.ebm4j.inference.minimise.SteepestDescent;
import org.ebm4j.inference.minimise.Stop;
import org.ebm4j.viz.record.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ebm infer`.
@Command(
    name = "infer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Find the answer of least energy: argmin over y (and z) of a saved energy.",
      "",
      "A POINT is '[0.3, 1.2]', '{\"x\": 0.3, \"y\": 1.2}', point.json, or rows.csv#17 (.npy, .idx too)."
    },
    footer = {
      "",
      "Examples:",
      "  ebm infer runs/demo/two-moons-energy --start '[2, 1]'",
      "  ebm infer runs/demo/two-moons-energy --minima 64 --json",
      "  ebm infer runs/digits --known half.json"
    })
final class Infer implements Callable<Integer> {
  private static final int MOST_STARTS = 100_000;

  /// How to go down.
  private enum Way {
    LBFGS,
    STEEPEST,
    GRADIENT,
    MOMENTUM,
    NESTEROV,
    ADAM
  }

  private final Console console;

  @Mixin private final Ask ask = new Ask();

  @Mixin private final Computing computing = new Computing();

  @Option(
      names = "--start",
      paramLabel = "POINT",
      description = "Where to begin (default: the origin of the answers' space).")
  private @Nullable String start;

  @Option(
      names = "--minima",
      paramLabel = "N",
      description = "Begin at N random points and print every minimum found.")
  private @Nullable Integer minima;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "lbfgs",
      description = "lbfgs, steepest, gradient, momentum, nesterov or adam (default: lbfgs).")
  private String method = "lbfgs";

  @Option(
      names = "--step",
      paramLabel = "H",
      description =
          "Step size of gradient, momentum, nesterov and adam (default: 0.01); the others find theirs.")
  private @Nullable Double step;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Stop after so many steps (default: 10000).")
  private long steps = 10_000;

  @Option(
      names = "--tolerance",
      paramLabel = "G",
      defaultValue = "1e-6",
      description = "Stop where the gradient is no longer than this (default: 1e-6).")
  private double tolerance = 1e-6;

  @Option(
      names = "--precision",
      paramLabel = "BITS",
      defaultValue = "f64",
      description = "f32 or f64 (default: f64).")
  private String precision = "f64";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  Infer(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Integer starts = minima;
    if (starts != null && (starts < 1 || starts > MOST_STARTS)) {
      throw new Refusal("--minima asks for %d starts; give 1 to %d".formatted(starts, MOST_STARTS));
    }
    if (starts != null && start != null) {
      throw new Refusal("--start and --minima cannot both say where to begin; leave one out");
    }
    Cancellation cancellation = new Cancellation();
    Minimise way = Refusal.unless(() -> way(cancellation));
    Engine engine = computing.choose();
    Question question = ask.question(engine, precision());
    try (Interruption interruption = Interruption.watch(cancellation::cancel)) {
      List<Search.End> ends =
          starts == null
              ? List.of(Search.one(question, way, start))
              : Search.all(question, way, starts, ask.seed());
      print(question, engine, ends);
      if (interruption.requested()) {
        console.say("interrupted; what was found until then is printed");
        return Exit.INTERRUPTED;
      }
      return ends.stream().allMatch(end -> end.outcome() instanceof Outcome.WentWrong)
          ? Exit.FAILED
          : Exit.DONE;
    }
  }

  private Precision precision() {
    return switch (precision.toLowerCase(Locale.ROOT)) {
      case "f32" -> Precision.F32;
      case "f64" -> Precision.F64;
      default -> throw new Refusal("--precision is '%s'; give f32 or f64".formatted(precision));
    };
  }

  private Minimise way(Cancellation cancellation) {
    Way way;
    try {
      way = Way.valueOf(method.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "there is no method '%s'; there are lbfgs, steepest, gradient, momentum, nesterov, adam"
              .formatted(method),
          e);
    }
    boolean searches = way == Way.LBFGS || way == Way.STEEPEST;
    if (step != null && searches) {
      throw new Refusal(
          "--step means nothing to %s, which finds its own; leave it out or take another --method"
              .formatted(method));
    }
    double h = step == null ? .01 : step;
    Iterative one =
        switch (way) {
          case LBFGS -> Lbfgs.standard();
          case STEEPEST -> SteepestDescent.standard();
          case GRADIENT -> GradientDescent.of(h);
          case MOMENTUM -> Momentum.of(h);
          case NESTEROV -> Nesterov.of(h);
          case ADAM -> Adam.of(h);
        };
    return one.until(Stop.standard().gradient(tolerance).steps(steps)).cancelledBy(cancellation);
  }

  private void print(Question question, Engine engine, List<Search.End> ends) {
    Answered answered = new Answered(question);
    if (!json) {
      if (ends.isEmpty()) {
        console.out().println("no minimum was found; give more starts or more --steps");
      }
      for (Search.End end : ends) {
        if (minima != null) {
          console.out().printf("%d of %d starts lead here:%n", end.starts(), minima);
        }
        console.out().print(answered.text(end));
      }
      return;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    if (minima == null) {
      fields.putAll(answered.json(ends.getFirst()));
    } else {
      List<Json> all = new ArrayList<>();
      ends.forEach(end -> all.add(new Json.Obj(answered.json(end))));
      fields.put("minima", new Json.Arr(all));
    }
    fields.put("engine", Json.of(engine.name()));
    fields.put("precision", Json.of(precision));
    fields.put("seed", Json.of(ask.seed()));
    console.out().print(new Json.Obj(fields).pretty());
  }
}
