package org.ebm4j.inference.sample;

import java.util.Optional;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Sampler;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Run;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Watcher;

/// One step of a Markov chain as a formula. {@link Sampling} drives it.
public interface Transition extends FixedForm, Sampler {
  /// β: chains visit y in proportion to exp(−βE(y)), up to the sampler's bias.
  double beta();

  /// Whether it walks over bits, spins and categories and not over real numbers.
  default boolean isDiscrete() {
    return false;
  }

  /// This transition for one problem: what it must know of it, found; itself unless said.
  ///
  /// @throws IllegalArgumentException if it cannot serve the problem
  default Transition on(Problem problem) {
    return this;
  }

  /// The block that holds the chains' points after a step: {@code u}, or a slot.
  default String position() {
    return "u";
  }

  /// The block that holds the energies of the chains' points: {@code energy}, which is of the
  /// points before the step, or a slot.
  default String energies() {
    return "energy";
  }

  /// Chains of this transition, their starts still to be set.
  ///
  /// @param problem which {@link #on} was given
  default Run start(Problem problem, int chains, long seed) {
    FixedForm form = isDiscrete() ? this : new Kept(this); // two values are always finite
    Run run = problem.step(form).start(chains, seed);
    problem.bind(run);
    form.begin(run);
    return run;
  }

  /// The energies of the chains' points.
  ///
  /// @param run from {@link #start}
  default double[] energies(Problem problem, Run run) {
    return run.block(energies()).toArray();
  }

  /// How many steps pass before the first that moves a chain.
  default int lag() {
    return 0;
  }

  /// The slot that sums the probabilities of accepting, if the step may reject.
  default Optional<String> acceptance() {
    return Optional.empty();
  }

  /// How its step size is found during warm-up, if it is.
  default Optional<Tuning> tuning() {
    return Optional.empty();
  }

  /// What warm-up moves, and towards what.
  ///
  /// Every chain first finds a step size of its own, so that one that began far out can come in;
  /// what warm-up settles on is then one step size for all.
  ///
  /// @param slot the step size, one number for each chain
  /// @param target the mean acceptance to reach
  record Tuning(String slot, double target) {}

  @Override
  default Samples sample(Problem problem, Chains chains, long seed) {
    return Sampling.by(this).sample(problem, chains, seed);
  }

  /// This sampler with someone who follows it; see {@link Sampling#watched}.
  default Sampling watched(int every, Watcher watcher) {
    return Sampling.by(this).watched(every, watcher);
  }

  /// This sampler, to be stopped from outside.
  default Sampling cancelledBy(Cancellation cancellation) {
    return Sampling.by(this).cancelledBy(cancellation);
  }
}
