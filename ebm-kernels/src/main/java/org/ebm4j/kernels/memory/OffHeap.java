package org.ebm4j.kernels.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A block of memory outside the heap, aligned to 64 bytes, zeroed, and freed with its arena.
///
/// Every access from Java is checked against its bounds; emitted code is not, so a block may be
/// given *canaries*: a known pattern before and behind it, whose [#damage] tells of writes that
/// missed. The pattern is NaN in both widths, so reads that miss show in the results.
/// `-Debm4j.canaries=true` gives them to every block.
public final class OffHeap {
  /// Bytes a block begins at a multiple of: a cache line, and the widest vector register.
  public static final int ALIGNMENT = 64;

  /// The system property that puts canaries around every block.
  public static final String CANARIES = "ebm4j.canaries";

  /// The system property that puts a guard page behind (`behind`) or before (`before`) every block;
  /// for tests in a child process.
  public static final String GUARDS = "ebm4j.guards";

  private static final int PATTERN = 0x7FF5A5A5;

  private final MemorySegment segment;
  private final @Nullable MemorySegment surroundings; // with the canaries; null without

  private OffHeap(MemorySegment segment, @Nullable MemorySegment surroundings) {
    this.segment = segment;
    this.surroundings = surroundings;
  }

  /// A zeroed block of `bytes`; its arena must be shared or automatic when several threads work on
  /// it.
  public static OffHeap allocate(long bytes, Arena arena) {
    check(bytes);
    if (Boolean.getBoolean(CANARIES)) {
      return withCanaries(bytes, arena);
    }
    return switch (System.getProperty(GUARDS, "")) {
      case "behind" -> beforeGuardPage(bytes, arena);
      case "before" -> behindGuardPage(bytes, arena);
      default -> new OffHeap(plain(bytes, arena), null);
    };
  }

  /// Where machine code runs, a large block comes in large pages.
  private static MemorySegment plain(long bytes, Arena arena) {
    if (bytes >= Pages.LARGE / 2 && Machine.isa() != Isa.NONE) {
      MemorySegment pages = Pages.mapLarge(bytes, arena);
      if (pages != null) {
        return pages;
      }
    }
    return arena.allocate(bytes, ALIGNMENT);
  }

  /// As [#allocate], with canaries; for tests.
  public static OffHeap withCanaries(long bytes, Arena arena) {
    check(bytes);
    long behind = ALIGNMENT + (-bytes & ALIGNMENT - 1);
    MemorySegment all = arena.allocate(ALIGNMENT + bytes + behind, ALIGNMENT);
    for (long at = 0; at < all.byteSize(); at += 4) {
      all.set(JAVA_INT_UNALIGNED, at, PATTERN);
    }
    MemorySegment inside = all.asSlice(ALIGNMENT, bytes);
    inside.fill((byte) 0);
    return new OffHeap(inside, all);
  }

  /// A block that ends where an inaccessible page begins: emitted code that reads or writes behind
  /// it kills the process. For tests in a child process; the block begins at a multiple of 64 when
  /// `bytes` is one.
  public static OffHeap beforeGuardPage(long bytes, Arena arena) {
    check(bytes);
    long whole = Pages.whole(bytes);
    return new OffHeap(guarded(whole, whole, arena).asSlice(whole - bytes, bytes), null);
  }

  /// A block that begins where an inaccessible page ends; see [#beforeGuardPage].
  public static OffHeap behindGuardPage(long bytes, Arena arena) {
    check(bytes);
    return new OffHeap(guarded(Pages.whole(bytes), 0, arena).asSlice(Pages.SIZE, bytes), null);
  }

  /// Pages of `bytes` and one more, of which the one at `guard` is inaccessible.
  private static MemorySegment guarded(long bytes, long guard, Arena arena) {
    MemorySegment pages = Pages.map(bytes + Pages.SIZE, arena);
    if (pages == null || !Pages.makeInaccessible(pages.asSlice(guard, Pages.SIZE))) {
      throw new IllegalStateException(
          "block: the system refused %d bytes with a guard page; raise the limit on memory or on mappings"
              .formatted(bytes));
    }
    return pages;
  }

  private static void check(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "block: %d bytes asked for; the size overflowed or was never computed".formatted(bytes));
    }
  }

  /// The memory itself.
  public MemorySegment segment() {
    return segment;
  }

  /// Its size.
  public long bytes() {
    return segment.byteSize();
  }

  /// The block seen as 32-bit floating-point numbers.
  public Numbers f32() {
    return new F32(segment);
  }

  /// The block seen as 64-bit floating-point numbers.
  public Numbers f64() {
    return new F64(segment);
  }

  /// The i-th 32-bit word.
  public int u32(long i) {
    return segment.getAtIndex(JAVA_INT_UNALIGNED, i);
  }

  /// Sets the i-th 32-bit word.
  public void u32(long i, int value) {
    segment.setAtIndex(JAVA_INT_UNALIGNED, i, value);
  }

  /// The i-th 64-bit word.
  public long u64(long i) {
    return segment.getAtIndex(JAVA_LONG_UNALIGNED, i);
  }

  /// Sets the i-th 64-bit word.
  public void u64(long i, long value) {
    segment.setAtIndex(JAVA_LONG_UNALIGNED, i, value);
  }

  /// Copies all bytes of another block of the same size.
  public void copyFrom(OffHeap other) {
    if (other.bytes() != bytes()) {
      throw new IllegalArgumentException(
          "block: cannot copy %d bytes over %d; the sizes have to be equal"
              .formatted(other.bytes(), bytes()));
    }
    segment.copyFrom(other.segment);
  }

  /// The first canary that was overwritten, in one sentence; empty when all are alive, or there are
  /// none.
  public Optional<String> damage() {
    if (surroundings == null) {
      return Optional.empty();
    }
    long before = brokenIn(surroundings.asSlice(0, ALIGNMENT));
    if (before >= 0) {
      return damaged(before - ALIGNMENT);
    }
    long behind = brokenIn(surroundings.asSlice(ALIGNMENT + bytes()));
    return behind >= 0 ? damaged(bytes() + behind) : Optional.empty();
  }

  private Optional<String> damaged(long at) {
    return Optional.of(
        "block of %d bytes: byte %d, outside it, was overwritten; the code that was given the block is wrong"
            .formatted(bytes(), at));
  }

  /// Offset of the first byte that is not the pattern's, −1 when all are. The pattern is aligned to
  /// the surroundings.
  private static long brokenIn(MemorySegment canary) {
    for (long at = 0; at < canary.byteSize(); at++) {
      int phase = (int) ((canary.address() + at) & 3);
      if (canary.get(JAVA_BYTE, at) != (byte) (PATTERN >> (8 * phase))) {
        return at;
      }
    }
    return -1;
  }
}
