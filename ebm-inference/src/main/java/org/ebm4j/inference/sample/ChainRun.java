package org.ebm4j.inference.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Run;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Progress;
import org.ebm4j.inference.Watcher;
import org.ebm4j.inference.drive.Pace;
import org.jspecify.annotations.Nullable;

/// Chains under way.
final class ChainRun implements AutoCloseable {
  private static final int WINDOW = 10; // steps between two moves of the step size

  private final Transition transition;
  private final Problem problem; // in free coordinates
  private final Chains chains;
  private final Run run;
  private final LongSupplier clock;
  private final Pace pace;
  private final long begun;
  private final double[][] kept; // (chains), draws one after another
  private Cancellation cancellation = new Cancellation();
  private int watchEvery;
  private Watcher watcher = Watcher.NONE;
  private Duration time = Sampling.FOREVER;
  private @Nullable Limit ended;
  private int draws;
  private long measured; // steps since the acceptance was last set to zero

  ChainRun(Transition transition, Problem asked, Chains chains, long seed, LongSupplier clock) {
    this.transition = transition;
    this.problem = transition.isDiscrete() ? asked : asked.unconstrained(transition.beta());
    this.chains = chains;
    this.clock = clock;
    this.pace = new Pace(clock);
    this.begun = clock.getAsLong();
    this.kept = new double[chains.count()][chains.draws() * problem.size()];
    this.run = transition.start(problem, chains.count(), seed);
    double[] starts = problem.starts(chains.count(), seed, 0);
    run.block("u").set(starts);
    run.block(transition.position()).set(starts);
  }

  void follow(Cancellation token, Duration allowed, int every, Watcher follower) {
    cancellation = token;
    time = allowed;
    watchEvery = every;
    watcher = follower;
  }

  void warmUp() {
    advance(transition.lag());
    transition.tuning().ifPresentOrElse(this::tune, () -> advance(chains.warmUp()));
    measureAgain();
  }

  private void tune(Transition.Tuning tuning) {
    double[] steps = run.block(tuning.slot()).toArray();
    List<DualAveraging> averaging =
        Arrays.stream(steps).mapToObj(h -> new DualAveraging(tuning.target(), h)).toList();
    for (int done = 0; done < chains.warmUp() && ended == null; done += WINDOW) {
      measureAgain();
      advance(Math.min(WINDOW, chains.warmUp() - done));
      double[] means = acceptances();
      Arrays.setAll(steps, chain -> averaging.get(chain).next(means[chain]));
      run.block(tuning.slot()).set(steps);
    }
    double[] settled = averaging.stream().mapToDouble(DualAveraging::settled).sorted().toArray();
    run.block(tuning.slot()).fill(settled[(settled.length - 1) / 2]);
  }

  void draw() {
    int n = problem.size();
    double[] points = new double[chains.count() * n];
    for (int draw = 0; draw < chains.draws() && ended == null; draw++) {
      advance(chains.thin());
      if (ended == null) {
        run.block(transition.position()).get(points);
        problem.toPoints(points);
        for (int chain = 0; chain < kept.length; chain++) {
          System.arraycopy(points, chain * n, kept[chain], draw * n, n);
        }
        draws++;
      }
    }
  }

  /// Performs steps, or fewer if the run is to end. Any cut into calls leaves the same bits.
  private void advance(int steps) {
    int done = 0;
    while (done < steps && ended == null) {
      if (cancellation.isRequested()) {
        ended = Limit.CANCELLED;
      } else if (elapsed().compareTo(time) >= 0) {
        ended = Limit.TIME;
      } else {
        done += pace.run(Math.min(steps - done, untilLook()), most -> Pace.step(run, most));
        look();
      }
    }
    measured += done;
  }

  private long untilLook() {
    return watchEvery == 0 ? Long.MAX_VALUE : watchEvery - run.stepsDone() % watchEvery;
  }

  private void look() {
    if (watchEvery > 0 && run.stepsDone() % watchEvery == 0) {
      if (!watcher.see(progress())) {
        ended = Limit.CALLBACK;
      }
    }
  }

  private Progress progress() {
    double[] alive = alive();
    long total = transition.lag() + chains.warmUp() + (long) chains.draws() * chains.thin();
    return new Progress(
        run.stepsDone(),
        total,
        (int) Arrays.stream(alive).sum(),
        chains.count(),
        Arrays.stream(transition.energies(problem, run)).average().orElse(Double.NaN),
        elapsed());
  }

  /// 1 for every chain whose point stayed finite.
  private double[] alive() {
    if (transition.isDiscrete()) {
      double[] all = new double[chains.count()];
      Arrays.fill(all, 1);
      return all;
    }
    return run.block(Kept.ALIVE).toArray();
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.getAsLong() - begun);
  }

  private void measureAgain() {
    measured = 0;
    transition.acceptance().ifPresent(slot -> run.block(slot).fill(0));
  }

  /// The mean acceptance of each chain since it was last set to zero; 1 where nothing is rejected.
  private double[] acceptances() {
    double[] means = new double[chains.count()];
    Arrays.fill(means, 1);
    if (transition.acceptance().isPresent() && measured > 0) {
      run.block(transition.acceptance().get()).get(means);
      Arrays.setAll(means, i -> means[i] / measured);
    }
    return means;
  }

  Samples samples() {
    double[] means = acceptances();
    double[] alive = alive();
    double[] energies = transition.energies(problem, run);
    double[][] drawn = new double[kept.length][];
    List<Samples.ChainInfo> info = new ArrayList<>();
    for (int chain = 0; chain < kept.length; chain++) {
      drawn[chain] = Arrays.copyOf(kept[chain], draws * problem.size());
      boolean finite = alive[chain] == 1 && Double.isFinite(energies[chain]);
      info.add(new Samples.ChainInfo(means[chain], finite, run.stepsDone()));
    }
    Samples samples = Samples.of(problem.size(), drawn, info);
    return ended == null || draws == chains.draws() ? samples : samples.stoppedBy(ended);
  }

  @Override
  public void close() {
    run.close();
  }
}
