package org.ebm4j.cli.train;

import java.util.Locale;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Key;

/// The network that a configuration names.
final class Layers {
  private static final int WIDEST = 1 << 16;

  /// What may stand between two layers.
  private enum Activation {
    SILU,
    RELU,
    TANH,
    SOFTPLUS,
    SIGMOID
  }

  private Layers() {}

  static Mlp of(String name, Configuration asked, int inputs, int outputs) {
    int[] hidden = asked.wholes(Key.NET, WIDEST, "widths from 1 to 65536, as in [128, 128]");
    int[] widths = new int[hidden.length + 2];
    widths[0] = inputs;
    System.arraycopy(hidden, 0, widths, 1, hidden.length);
    widths[widths.length - 1] = outputs;
    Activation activation = asked.choice(Key.ACTIVATION, Activation.class);
    return Mlp.of(name, widths)
        .activation(Unary.valueOf(activation.name().toUpperCase(Locale.ROOT)));
  }
}
