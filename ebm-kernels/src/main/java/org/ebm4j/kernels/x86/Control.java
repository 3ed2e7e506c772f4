package org.ebm4j.kernels.x86;

/// Where a function finds what changes from call to call: offsets in bytes into its control block
/// of 64-bit words.
final class Control {
  /// Steps to do on each tile or chain before the next.
  static final int STEPS = 0;

  /// Number of the first of them.
  static final int FIRST_STEP = 8;

  /// The run's seed: Philox's key.
  static final int SEED = 16;

  /// Id of chain 0.
  static final int FIRST_CHAIN = 24;

  /// Chains in the run.
  static final int CHAINS = 32;

  /// Address of this chunk's partial results, or of all chunks' in a shared phase.
  static final int PARTIAL = 40;

  /// Number of chunks.
  static final int CHUNKS = 48;

  /// Address of the function's constants.
  static final int CONSTANTS = 56;

  static final int BYTES = 64;

  private Control() {}
}
