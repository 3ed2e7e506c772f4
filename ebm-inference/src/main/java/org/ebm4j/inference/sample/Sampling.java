package org.ebm4j.inference.sample;

import java.time.Duration;
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
/// threads. Between calls of about a millisecond the loop looks up, to be cancelled, to keep the time and to be
/// watched; a run that ends early hands over the draws it has, as many for every chain, and says what ended it
/// ({@link Samples#stopped}). Immutable.
public final class Sampling implements Sampler {
  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Transition transition;
  private final Follow follow;
  private final LongSupplier clock;

  /// Who may end it.
  ///
  /// @param watchEvery steps between looks of the watcher, 0 for none
  private record Follow(
      Cancellation cancellation, Duration time, int watchEvery, Watcher watcher) {}

  private Sampling(Transition transition, Follow follow, LongSupplier clock) {
    this.transition = transition;
    this.follow = follow;
    this.clock = clock;
  }

  /// Drives a transition; anybody's.
  public static Sampling by(Transition transition) {
    return new Sampling(
        transition, new Follow(new Cancellation(), FOREVER, 0, Watcher.NONE), System::nanoTime);
  }

  private Sampling with(Follow other) {
    return new Sampling(transition, other, clock);
  }

  /// Shows progress, after every so many steps.
  public Sampling watched(int every, Watcher watcher) {
    if (every < 1) {
      throw new IllegalArgumentException(
          "watched: the number of steps should be at least 1, found " + every);
    }
    return with(new Follow(follow.cancellation, follow.time, every, watcher));
  }

  /// Can be cancelled by this; interrupting the thread always cancels.
  public Sampling cancelledBy(Cancellation token) {
    return with(new Follow(token, follow.time, follow.watchEvery, follow.watcher));
  }

  /// Ends after this time at most, warm-up included, with the draws it then has.
  ///
  /// @param time > 0
  public Sampling within(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "within: the time allowed should be positive, found " + time);
    }
    return with(new Follow(follow.cancellation, time, follow.watchEvery, follow.watcher));
  }

  /// For tests: another clock.
  Sampling by(LongSupplier nanoseconds) {
    return new Sampling(transition, follow, nanoseconds);
  }

  @Override
  public Samples sample(Problem problem, Chains chains, long seed) {
    requireDomain(problem);
    if (transition.tuning().isPresent() && chains.warmUp() == 0) {
      throw new IllegalArgumentException(
          transition.name()
              + " finds its step size during warm-up, found 0 steps of it; give it some by Chains.warmUp, or a fixed step");
    }
    try (ChainRun run = new ChainRun(transition.on(problem), problem, chains, seed, clock)) {
      run.follow(follow.cancellation, follow.time, follow.watchEvery, follow.watcher);
      run.warmUp();
      run.draw();
      return run.samples();
    }
  }

  private void requireDomain(Problem problem) {
    if (!transition.isDiscrete() && !problem.isContinuous()) {
      throw new IllegalArgumentException(
          transition.name()
              + " walks in real numbers, but some numbers of "
              + Some.of(problem.labels())
              + " are whole or binary; sample bits, spins and categories with BlockGibbs.standard()");
    }
    if (transition.isDiscrete() && !problem.isTwoValued()) {
      throw new IllegalArgumentException(
          transition.name()
              + " walks over bits, spins and categories, but some numbers of "
              + Some.of(problem.labels())
              + " are real or whole; sample real ones with Mala.tuned(.1)");
    }
  }
}
