package org.ebm4j.cli.demo;

import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Space;

/// How long the demo will take on an engine, from how long a small piece of it takes.
///
/// The piece is one energy and gradient of the two moons' network for a batch. How many such pieces
/// a demo is worth was counted from its networks, steps and chains; the answer is meant to tell
/// minutes from hours.
public final class Forecast {
  private static final int BATCH = 256;
  private static final long LOOK_NANOS = 1_500_000_000L;
  private static final double FULL = 120_000;
  private static final double QUICK = 17_000;

  private final double seconds; // of one piece

  private Forecast(double seconds) {
    this.seconds = seconds;
  }

  /// Looks for about two seconds.
  public static Forecast of(Engine engine) {
    Mlp net = Mlp.of("net", 2, 128, 128, 1);
    Problem problem =
        Energy.over(Space.real(2))
            .plus("net", y -> net.of(y).sum())
            .initial(0)
            .on(engine)
            .problem();
    try (Run run = problem.energyAndGradient().start(BATCH, 0)) {
      problem.bind(run);
      long begun = System.nanoTime();
      long last = begun;
      double least = Double.POSITIVE_INFINITY;
      while (last - begun < LOOK_NANOS) {
        run.step(1);
        long now = System.nanoTime();
        least = Math.min(least, (now - last) / 1e9);
        last = now;
      }
      return new Forecast(least);
    }
  }

  /// In words, as "about 3 hours".
  public String inWords(Scale scale) {
    double whole =
        seconds
            * switch (scale) {
              case FULL -> FULL;
              case QUICK -> QUICK;
              case TINY -> 1;
            };
    if (whole < 90) {
      return "about %d seconds".formatted(Math.max(1, Math.round(whole)));
    }
    return whole < 5400
        ? "about %d minutes".formatted(Math.round(whole / 60))
        : "about %d hours".formatted(Math.round(whole / 3600));
  }
}
