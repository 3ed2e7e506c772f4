package org.ebm4j.training.optimizer;

/// A learning rate as a function of the step.
public sealed interface Schedule {
  /// η for one step.
  ///
  /// @param step steps done before it, 0 ≤ step
  /// @param total steps of the whole fit
  double at(long step, long total);

  /// The same rate all the time.
  static Schedule constant(double rate) {
    return new Constant(rate);
  }

  /// Up in a line to the peak, then down along half a cosine to 0; no warm-up.
  static Cosine cosine(double peak) {
    return new Cosine(peak, 0, 0);
  }

  /// η = rate.
  ///
  /// @param rate > 0
  record Constant(double rate) implements Schedule {
    public Constant {
      requireRate(rate);
    }

    @Override
    public double at(long step, long total) {
      return rate;
    }
  }

  /// With w the steps of warm-up and s the step:
  ///
  ///     s < w:  η = peak·(s + 1)/w
  ///     else    η = last + (peak − last)·½(1 + cos(π·(s − w)/(total − w)))
  ///
  /// Source: [Loshchilov & Hutter 2017, eq. 5, without restarts]; warm-up [Goyal et al. 2017, §2.2].
  ///
  /// @param peak > 0
  /// @param warmUp w ≥ 0
  /// @param last the rate it ends at, 0 ≤ last ≤ peak
  record Cosine(double peak, long warmUp, double last) implements Schedule {
    public Cosine {
      requireRate(peak);
      if (warmUp < 0 || !(last >= 0 && last <= peak)) {
        throw new IllegalArgumentException(
            "cosine schedule: found a warm-up of "
                + warmUp
                + " steps and a last rate of "
                + last
                + "; neither may be negative, and the last rate is at most the peak, "
                + peak);
      }
    }

    /// With so many steps of warm-up.
    public Cosine warmUp(long steps) {
      return new Cosine(peak, steps, last);
    }

    /// Ending at this rate.
    public Cosine last(double rate) {
      return new Cosine(peak, warmUp, rate);
    }

    @Override
    public double at(long step, long total) {
      if (step < warmUp) {
        return peak * (step + 1) / warmUp;
      }
      double share = total > warmUp ? Math.min(1, (step - warmUp) / (double) (total - warmUp)) : 1;
      return last + (peak - last) * (1 + Math.cos(Math.PI * share)) / 2;
    }
  }

  private static void requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "schedule: the learning rate should be positive and finite, found "
              + rate
              + "; 1e-3 is usual for AdamW");
    }
  }
}
