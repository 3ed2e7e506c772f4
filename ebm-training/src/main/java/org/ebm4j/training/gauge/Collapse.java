package org.ebm4j.training.gauge;

import java.util.Locale;
import org.ebm4j.training.data.Dataset;

/// The gauges of collapse of one batch of embeddings, together.
///
/// Read them beside those of the same encoder untrained: `Collapse.of(embed(untrained, rows))`.
///
/// @param width d, the dimension of the embedding and the most any rank can be
/// @param std mean standard deviation over dimensions; collapsed 0, VICReg aims at 1
/// @param leastStd of the dimension that varies least
/// @param sphereStd mean standard deviation of z/|z| times √d; collapsed 0, evenly spread 1
/// @param rank [EffectiveRank#of]; collapsed 1, isotropic d
/// @param centredRank [EffectiveRank#centred]; collapsed 0 (to a point) or 1 (to a line), isotropic
///   d
public record Collapse(
    int width, double std, double leastStd, double sphereStd, double rank, double centredRank) {
  /// All gauges of one batch.
  ///
  /// @param z (n, d), n ≥ 2; not modified. With n < d no rank can exceed n.
  public static Collapse of(Dataset z) {
    var spread = Spread.of(z);
    return new Collapse(
        z.width(),
        spread.mean(),
        spread.least(),
        Spread.onSphere(z).relative(),
        EffectiveRank.of(z),
        EffectiveRank.centred(z));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "std %.4f (least %.4f; collapsed 0), on the sphere %.3f of 1, effective rank %.2f of %d"
            + " (centred %.2f)",
        std,
        leastStd,
        sphereStd,
        rank,
        width,
        centredRank);
  }
}
