package org.ebm4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.cli.ask.Drawn;
import org.ebm4j.cli.ask.Question;
import org.ebm4j.cli.run.Provenance;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Pages;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Interruption;
import org.ebm4j.cli.terminal.Progress;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.sample.BlockGibbs;
import org.ebm4j.inference.sample.Langevin;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;
import org.ebm4j.inference.sample.Transition;
import org.ebm4j.viz.report.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `ebm sample`.
final class Sample implements Callable<Integer> {
  private static final int WATCHED = 50; // steps
  private static final int LEAST_DRAWS = 4; // which diagnostics need

  private final Console console;
  private @Nullable CommandSpec spec;

  private final Ask ask = new Ask();
  private final Computing computing = new Computing();
  private String method = "mala";
  private @Nullable Double step;
  private double beta = 1;
  private int chains = 8;
  private int draws = 1000;
  private int warmUp = 1000;
  private int thin = 1;
  private String out = "runs/sample";
  private boolean json;

  Sample(Console console) {
    this.console = console;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this,
            "sample",
            "Draw answers of a saved energy in proportion to exp(−βE), and say what the draws are worth.",
            "",
            "A POINT is '[0.3, 1.2]', '{\"x\": 0.3, \"y\": 1.2}', point.json, or rows.csv#17 (.npy, .idx too). "
                + "The folder then holds draws.csv, draws.safetensors, report.html, run.json.");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  ebm sample runs/demo/two-moons-energy --chains 8 --draws 2000",
            "  ebm sample runs/digits --known half.json --json",
            "  ebm sample runs/lattice --method gibbs --beta 0.4");
    this.spec = spec;
    ask.addTo(spec);
    computing.addTo(spec);
    walk(spec);
    chains(spec);
    return spec;
  }

  private void walk(CommandSpec spec) {
    Words.option(
        spec,
        "--method",
        "NAME",
        String.class,
        v -> method = v,
        "mala, exact; langevin, biased by its step; gibbs, exact, for bits, spins and categories (default: mala).");
    Words.option(
        spec,
        "--step",
        "H",
        Double.class,
        v -> step = v,
        "Step size; without it mala finds one and langevin takes 0.001.");
    Words.option(
        spec,
        "--beta",
        "B",
        Double.class,
        v -> beta = v,
        "Inverse temperature: more is colder (default: 1).");
    Words.option(
        spec,
        "--out",
        "DIR",
        String.class,
        v -> out = v,
        "Where the draws go (default: runs/sample).");
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object.");
  }

  private void chains(CommandSpec spec) {
    Words.option(spec, "--chains", "N", Integer.class, v -> chains = v, "Default: 8.");
    Words.option(
        spec, "--draws", "N", Integer.class, v -> draws = v, "Of each chain (default: 1000).");
    Words.option(
        spec,
        "--warm-up",
        "N",
        Integer.class,
        v -> warmUp = v,
        "Steps before the first draw (default: 1000).");
    Words.option(
        spec, "--thin", "N", Integer.class, v -> thin = v, "Steps from draw to draw (default: 1).");
  }

  @Override
  public Integer call() throws IOException {
    if (draws < LEAST_DRAWS) {
      throw new Refusal(
          "--draws asks for %d; what draws are worth shows from %d a chain on"
              .formatted(draws, LEAST_DRAWS));
    }
    Transition asked = Refusal.unless(this::transition);
    Chains wanted = Refusal.unless(() -> Chains.of(chains).warmUp(warmUp).draws(draws).thin(thin));
    Engine engine = computing.choose();
    Question question = ask.question(engine, Precision.F32);
    Transition transition = possible(question, asked);
    Cancellation cancellation = new Cancellation();
    RunFolder folder = RunFolder.create(out);
    Provenance provenance = Provenance.now(words(), ask.seed(), engine.name(), settings());
    folder.save(Status.RUNNING, provenance.record(Map.of(), Map.of()));
    try (Interruption interruption = Interruption.watch(cancellation::cancel)) {
      long begun = System.nanoTime();
      Samples samples = sampled(question, transition, wanted, cancellation);
      double seconds = Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
      Map<String, Double> times = Map.of("sampling", seconds);
      Status status = interruption.requested() ? Status.INTERRUPTED : Status.FINISHED;
      if (samples.draws() < LEAST_DRAWS) {
        folder.save(status, provenance.record(Map.of(), times));
        console.say("interrupted before there were draws");
        return Exit.INTERRUPTED;
      }
      Drawn drawn = new Drawn(question, samples);
      drawn.save(folder);
      folder.save(status, provenance.record(drawn.figures(), times));
      List<Verdict> verdicts = Pages.write(folder);
      print(folder, drawn, verdicts);
      if (interruption.requested()) {
        console.say(
            "interrupted; %d draws of each chain are kept in %s"
                .formatted(samples.draws(), folder.path()));
        return Exit.INTERRUPTED;
      }
      return drawn.diagnostics().finite() ? Exit.DONE : Exit.FAILED;
    }
  }

  private Transition transition() {
    Double h = step;
    return switch (method.toLowerCase(Locale.ROOT)) {
      case "mala" -> h == null ? Mala.tuned(.01).beta(beta) : Mala.of(h).beta(beta);
      case "langevin" -> new Langevin(h == null ? .001 : h, beta);
      case "gibbs" -> gibbs();
      default ->
          throw new Refusal(
              "there is no method '%s'; there are mala, langevin, gibbs".formatted(method));
    };
  }

  private BlockGibbs gibbs() {
    if (step != null) {
      throw new Refusal("--step: gibbs draws every site anew and has no step; leave it out");
    }
    return BlockGibbs.standard().beta(beta);
  }

  /// The transition for this question. Refuses what cannot be before anything is written.
  private Transition possible(Question question, Transition transition) {
    if (transition.tuning().isPresent() && warmUp == 0) {
      throw new Refusal(
          "--warm-up 0: mala finds its step size during warm-up; give it some, or a --step");
    }
    Problem problem = question.asked().problem();
    if (!transition.isDiscrete() && !problem.isContinuous()) {
      throw new Refusal(
          "some numbers of "
              + question.answer()
              + " are whole or binary, and "
              + method
              + " walks in real ones; --method gibbs draws bits, spins and categories");
    }
    if (transition.isDiscrete() && !problem.isTwoValued()) {
      throw new Refusal(
          "some numbers of "
              + question.answer()
              + " are real or whole, and gibbs draws bits, spins and categories; take mala");
    }
    long numbers = (long) chains * draws * (question.answer().size() + question.latent().size());
    if (numbers > 1L << 27) {
      throw new Refusal(
          "%d chains of %d draws of %d numbers are %d MB; ask for fewer, or a greater --thin"
              .formatted(chains, draws, question.answer().size(), numbers >> 17));
    }
    return Refusal.unless(() -> transition.on(problem));
  }

  private Samples sampled(
      Question question, Transition transition, Chains wanted, Cancellation cancellation) {
    long total = Math.max(1, (long) warmUp + (long) draws * thin);
    try (Progress.Task task = console.progress().begin("sampling", total)) {
      Sampling sampling =
          Sampling.by(transition)
              .cancelledBy(cancellation)
              .watched(
                  WATCHED,
                  progress -> {
                    task.at(
                        Math.min(total, progress.done()),
                        String.format(Locale.ROOT, "mean energy %.4g", progress.energy()));
                    return true;
                  });
      Samples samples =
          Refusal.unless(() -> question.asked().sample(sampling, wanted, ask.seed()).samples());
      task.at(samples.draws() == draws ? total : samples.draws(), "");
      return samples;
    }
  }

  private List<String> words() {
    return spec == null ? List.of("sample") : spec.commandLine().getParseResult().originalArgs();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("energy", ask.energy());
    settings.put("given", ask.given());
    settings.put("known", ask.known());
    settings.put("method", method);
    settings.put("step", step == null ? "found" : step.toString());
    settings.put("beta", Double.toString(beta));
    settings.put("chains", Integer.toString(chains));
    settings.put("draws", Integer.toString(draws));
    settings.put("warm-up", Integer.toString(warmUp));
    settings.put("thin", Integer.toString(thin));
    return settings;
  }

  private void print(RunFolder folder, Drawn drawn, List<Verdict> verdicts) throws IOException {
    if (json) {
      Results.object(console, folder.recorded(), folder);
      return;
    }
    Results.lines(console, verdicts, folder);
    if (!drawn.diagnostics().finite()) {
      console.say("a chain stopped being finite; take a smaller --step");
    } else if (!drawn.diagnostics().mixed()) {
      console.say(
          String.format(
              Locale.ROOT,
              "the chains have not mixed (R̂ %.3f, should be below 1.01): give more --warm-up, --draws or --thin",
              drawn.diagnostics().worstRHat()));
    }
  }
}
