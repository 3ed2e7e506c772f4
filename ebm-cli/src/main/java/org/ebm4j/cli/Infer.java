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
import picocli.CommandLine.Model.CommandSpec;

/// `ebm infer`.
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
  private final Ask ask = new Ask();
  private final Computing computing = new Computing();
  private @Nullable String start;
  private @Nullable Integer minima;
  private String method = "lbfgs";
  private @Nullable Double step;
  private long steps = 10_000;
  private double tolerance = 1e-6;
  private String precision = "f64";
  private boolean json;

  Infer(Console console) {
    this.console = console;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this,
            "infer",
            "Find the answer of least energy: argmin over y (and z) of a saved energy.",
            "",
            "A POINT is '[0.3, 1.2]', '{\"x\": 0.3, \"y\": 1.2}', point.json, or rows.csv#17 (.npy, .idx too).");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  ebm infer runs/demo/two-moons-energy --start '[2, 1]'",
            "  ebm infer runs/demo/two-moons-energy --minima 64 --json",
            "  ebm infer runs/digits --known half.json");
    ask.addTo(spec);
    computing.addTo(spec);
    question(spec);
    way(spec);
    return spec;
  }

  private void question(CommandSpec spec) {
    Words.option(
        spec,
        "--start",
        "POINT",
        String.class,
        v -> start = v,
        "Where to begin (default: the origin of the answers' space).");
    Words.option(
        spec,
        "--minima",
        "N",
        Integer.class,
        v -> minima = v,
        "Begin at N random points and print every minimum found.");
    Words.option(
        spec,
        "--precision",
        "BITS",
        String.class,
        v -> precision = v,
        "f32 or f64 (default: f64).");
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object.");
  }

  private void way(CommandSpec spec) {
    Words.option(
        spec,
        "--method",
        "NAME",
        String.class,
        v -> method = v,
        "lbfgs, steepest, gradient, momentum, nesterov or adam (default: lbfgs).");
    Words.option(
        spec,
        "--step",
        "H",
        Double.class,
        v -> step = v,
        "Step size of gradient, momentum, nesterov and adam (default: 0.01); the others find theirs.");
    Words.option(
        spec,
        "--steps",
        "N",
        Long.class,
        v -> steps = v,
        "Stop after so many steps (default: 10000).");
    Words.option(
        spec,
        "--tolerance",
        "G",
        Double.class,
        v -> tolerance = v,
        "Stop where the gradient is no longer than this (default: 1e-6).");
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
