package org.ebm4j.cli.config;

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

  /// Whether it trains an encoder rather than an energy.
  public boolean embeds() {
    return this == VICREG || this == NONE;
  }
}
