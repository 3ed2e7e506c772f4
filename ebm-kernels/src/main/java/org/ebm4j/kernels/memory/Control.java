package org.ebm4j.kernels.memory;

import java.lang.foreign.Arena;
import java.util.Objects;

/// What a call of a [GeneratedFunction] is told besides its blocks: 64-bit words at fixed offsets
/// from RCX.
///
/// | offset | word |
/// |---|---|
/// | [#STEPS] | steps to do in this call |
/// | [#FIRST_STEP] | number of the first of them |
/// | [#SEED] | seed: low half at the offset, high half 4 bytes on |
/// | [#FIRST_CHAIN] | the caller's number for the first chain of tile 0: low half, high half |
/// | [#CHAINS] | chains that count; lanes beyond them are padding |
/// | [#FREE] | eight words the program may use as it likes |
///
/// Emitted code may change it; a call wants a block of its own.
public final class Control {
  public static final int STEPS = 0;
  public static final int FIRST_STEP = 8;
  public static final int SEED = 16;
  public static final int FIRST_CHAIN = 24;
  public static final int CHAINS = 32;
  public static final int FREE = 64;

  private static final int WORDS = 16;

  private final OffHeap block;

  private Control(OffHeap block) {
    this.block = block;
  }

  /// All words zero.
  public static Control allocate(Arena arena) {
    return new Control(OffHeap.allocate(8L * WORDS, arena));
  }

  /// The memory, for the call.
  public OffHeap block() {
    return block;
  }

  /// Steps to do, and the number of the first.
  public Control steps(long first, long count) {
    block.u64(FIRST_STEP / 8, first);
    block.u64(STEPS / 8, count);
    return this;
  }

  /// The seed of all random numbers.
  public Control seed(long seed) {
    block.u64(SEED / 8, seed);
    return this;
  }

  /// The caller's number for the first chain, and how many chains count.
  public Control chains(long first, long count) {
    block.u64(FIRST_CHAIN / 8, first);
    block.u64(CHAINS / 8, count);
    return this;
  }

  /// The k-th free word, 0–7.
  public long free(int k) {
    return block.u64(FREE / 8 + Objects.checkIndex(k, 8));
  }

  /// Sets the k-th free word, 0–7.
  public Control free(int k, long value) {
    block.u64(FREE / 8 + Objects.checkIndex(k, 8), value);
    return this;
  }
}
