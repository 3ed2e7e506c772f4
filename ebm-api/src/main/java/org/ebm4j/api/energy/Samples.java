package org.ebm4j.api.energy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;

/// Draws as numbers: chains × draws × n. Immutable.
public final class Samples {
  private final int size;
  private final int draws;
  private final double[][] chains; // per chain, draw after draw
  private final List<ChainInfo> info;
  private final Optional<Limit> stopped;

  private Samples(
      int size, int draws, double[][] chains, List<ChainInfo> info, Optional<Limit> stopped) {
    this.size = size;
    this.draws = draws;
    this.chains = chains;
    this.info = info;
    this.stopped = stopped;
  }

  /// How one chain fared.
  ///
  /// @param acceptance mean probability of accepting a proposal; 1 for a sampler that rejects
  ///   nothing
  /// @param finite whether every number stayed finite; if not the chain kept its last finite point
  /// @param gradients evaluations of ∇E, warm-up included
  public record ChainInfo(double acceptance, boolean finite, long gradients) {}

  /// @param size n
  /// @param chains one array a chain, its draws one after another; copied
  /// @param info one a chain
  public static Samples of(int size, double[][] chains, List<ChainInfo> info) {
    if (chains.length == 0 || chains.length != info.size()) {
      throw new IllegalArgumentException(
          "Samples: found " + chains.length + " chains and " + info.size() + " infos");
    }
    int length = chains[0].length;
    double[][] copies = new double[chains.length][];
    for (int i = 0; i < chains.length; i++) {
      if (chains[i].length != length || length % size != 0) {
        throw new IllegalArgumentException(
            "Samples: chain "
                + i
                + " has "
                + chains[i].length
                + " numbers; all need the same multiple of "
                + size);
      }
      copies[i] = chains[i].clone();
    }
    return new Samples(size, length / size, copies, List.copyOf(info), Optional.empty());
  }

  /// The same draws of a sampler that was stopped before it had all that were asked for.
  public Samples stoppedBy(Limit limit) {
    return new Samples(size, draws, chains, info, Optional.of(limit));
  }

  /// What ended the sampler before it had all the draws that were asked for; empty if it has them.
  public Optional<Limit> stopped() {
    return stopped;
  }

  /// n: y's numbers, then z's.
  public int size() {
    return size;
  }

  /// How many chains.
  public int chains() {
    return chains.length;
  }

  /// Draws per chain.
  public int draws() {
    return draws;
  }

  /// One number.
  public double get(int chain, int draw, int index) {
    return chains[chain][draw * size + index];
  }

  /// The n numbers of one draw, as a new array.
  public double[] point(int chain, int draw) {
    return Arrays.copyOfRange(chains[chain], draw * size, (draw + 1) * size);
  }

  /// One number along a chain, as a new array of draws.
  public double[] along(int chain, int index) {
    double[] values = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      values[draw] = get(chain, draw, index);
    }
    return values;
  }

  /// How each chain fared.
  public List<ChainInfo> info() {
    return info;
  }

  @Override
  public String toString() {
    return chains()
        + " chains × "
        + draws
        + " draws × "
        + size
        + " numbers"
        + stopped.map(limit -> ", stopped early: " + limit).orElse("");
  }
}
