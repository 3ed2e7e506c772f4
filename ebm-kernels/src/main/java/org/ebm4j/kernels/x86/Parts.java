package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Register;

/// Work that falls into parts, none of which waits for another, so that threads may share it.
interface Parts {
  /// What it is called in a listing.
  String name();

  /// How many there are.
  int count();

  /// Emits the part whose number a register holds.
  void emit(Register part);
}
