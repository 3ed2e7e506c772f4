package org.ebm4j.inference.sample;

import java.util.function.LongSupplier;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Sampler;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Watcher;

/// The loop that drives every chain: starts, warm-up, draws.
///
///     Sampler sampler = Sampling.by(Mala.tuned(.1)).watched(100, bar);
///
/// Chains start where the problem's spaces say, walk in free coordinates where these are bounded, and
/// draw the noise of step t from (seed, chain, t): the same seed gives the same draws on any number of
/// threads. Between calls of about a millisecond the loop looks up, to be cancelled and to be
/// watched; a run that ends early hands over the draws it has, as many for every chain. Immutable.
public final class Sampling implements Sampler {
  private final Transition transition;
  private final int watchEvery;
  private final Watcher watcher;
  private final Cancellation cancellation;
  private final LongSupplier clock;

  private Sampling(
      Transition transition,
      int watchEvery,
      Watcher watcher,
      Cancellation cancellation,
      LongSupplier clock) {
    this.transition = transition;
    this.watchEvery = watchEvery;
    this.watcher = watcher;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /// Drives a transition; anybody's.
  public static Sampling by(Transition transition) {
    return new Sampling(transition, 0, Watcher.NONE, new Cancellation(), System::nanoTime);
  }

  /// Shows progress, after every so many steps.
  public Sampling watched(int every, Watcher follower) {
    if (every < 1) {
      throw new IllegalArgumentException(
          "watched: the number of steps should be at least 1, found " + every);
    }
    return new Sampling(transition, every, follower, cancellation, clock);
  }

  /// Can be cancelled by this; interrupting the thread always cancels.
  public Sampling cancelledBy(Cancellation token) {
    return new Sampling(transition, watchEvery, watcher, token, clock);
  }

  /// For tests: another clock.
  Sampling by(LongSupplier nanoseconds) {
    return new Sampling(transition, watchEvery, watcher, cancellation, nanoseconds);
  }

  @Override
  public Samples sample(Problem problem, Chains chains, long seed) {
    if (!problem.isContinuous()) {
      throw new IllegalArgumentException(
          transition.name()
              + " walks in real numbers, but some numbers of "
              + problem.labels()
              + " are whole or binary; sample those with a discrete sampler");
    }
    if (transition.tuning().isPresent() && chains.warmUp() == 0) {
      throw new IllegalArgumentException(
          transition.name()
              + " finds its step size during warm-up, found 0 steps of it; give it some by Chains.warmUp, or a fixed step");
    }
    try (ChainRun run = new ChainRun(transition, problem, chains, seed, clock)) {
      run.follow(cancellation, watchEvery, watcher);
      run.warmUp();
      run.draw();
      return run.samples();
    }
  }
}
