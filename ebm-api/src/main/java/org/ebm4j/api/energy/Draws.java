package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.space.Space;

/// Draws of an answer.
///
/// @param ys the space of the answers
/// @param samples the numbers, those of latents behind those of y
public record Draws<Y>(Space<Y> ys, Samples samples) {
  /// How many chains.
  public int chains() {
    return samples.chains();
  }

  /// Draws per chain.
  public int draws() {
    return samples.draws();
  }

  /// One draw.
  public Y get(int chain, int draw) {
    return ys.decode(samples.point(chain, draw), 0);
  }

  /// The draws of one chain, in order.
  public List<Y> chain(int chain) {
    List<Y> points = new ArrayList<>();
    for (int draw = 0; draw < draws(); draw++) {
      points.add(get(chain, draw));
    }
    return List.copyOf(points);
  }

  /// All draws, chain after chain.
  public List<Y> all() {
    List<Y> points = new ArrayList<>();
    for (int chain = 0; chain < chains(); chain++) {
      points.addAll(chain(chain));
    }
    return List.copyOf(points);
  }

  /// Whether every chain stayed finite.
  public boolean finite() {
    return samples.info().stream().allMatch(Samples.ChainInfo::finite);
  }

  /// What ended the sampler before it had all the draws that were asked for; empty if it has them.
  public Optional<Limit> stopped() {
    return samples.stopped();
  }
}
