package org.ebm4j.cli.config;

import java.util.Locale;

/// What training minimises.
public enum Goal {
  /// Persistent contrastive divergence, for an energy.
  PCD,
  /// Noise-contrastive estimation, for an energy.
  NCE,
  /// Denoising score matching, for an energy.
  DENOISING,
  /// Joint embedding with VICReg, for an encoder.
  VICREG,
  /// Joint embedding without a regulariser, to see collapse.
  NONE;

  /// As it is written in a file.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it trains an encoder rather than an energy.
  public boolean embeds() {
    return this == VICREG || this == NONE;
  }
}
