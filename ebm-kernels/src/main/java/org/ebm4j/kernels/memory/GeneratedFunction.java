package org.ebm4j.kernels.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Machine code that can be called, on pages of its own.
///
/// ```
/// RAX = f(RDI shared, RSI chain, RDX scratch, RCX control, R8 first, R9 count)
/// ```
///
/// | register | holds |
/// |---|---|
/// | RDI | constants and packed weights, read only, shared by all threads |
/// | RSI | the states of the chains |
/// | RDX | scratch, one block a thread, contents undefined |
/// | RCX | the [Control] block: steps, first step, seed, chain numbers |
/// | R8, R9 | first tile and number of tiles this call works on |
///
/// The code keeps the System V promises ([org.ebm4j.kernels.asm.Frame] writes them down). Its arena
/// owns it: closing the arena unmaps the pages, and is refused while a call is running. Calls from
/// several threads at once are fine.
public final class GeneratedFunction implements Loaded {
  private final MemorySegment pages;
  private final int size;

  private GeneratedFunction(MemorySegment pages, int size) {
    this.pages = pages;
    this.size = size;
  }

  /// Copies code into fresh pages and makes them executable; they are never writable at the same
  /// time.
  ///
  /// @param code position-independent machine code, entered at its first byte; read only
  /// @param arena owns the pages; shared or automatic when several threads call
  /// @return the function, or one sentence why there is none
  public static Loaded load(byte[] code, Arena arena) {
    var reason = Machine.unavailable();
    return reason.isPresent() ? new Refused(reason.get()) : map(code, arena);
  }

  /// As [#load], before it is known what the processor can do.
  static Loaded map(byte[] code, Arena arena) {
    if (code.length == 0) {
      throw new IllegalArgumentException("machine code: 0 bytes to load; emit at least a return");
    }
    MemorySegment pages = Pages.map(Pages.whole(code.length), arena);
    if (pages == null) {
      return new Refused(
          "machine code: the system refused to map %d bytes (mmap failed); raise the limit on memory or on mappings, or use the plain engine"
              .formatted(code.length));
    }
    MemorySegment.copy(code, 0, pages, JAVA_BYTE, 0, code.length);
    if (!Pages.makeExecutable(pages)) {
      return new Refused(
          "machine code: the system refused to make %d bytes executable (mprotect failed, as under a hardened kernel policy); allow it, or use the plain engine"
              .formatted(code.length));
    }
    return new GeneratedFunction(pages.asReadOnly(), code.length);
  }

  /// Calls the code; returns RAX.
  ///
  /// @throws IllegalStateException when the arena of the code or of a block is closed
  /// @throws WrongThreadException when one of them belongs to another thread alone
  public long invoke(
      OffHeap shared, OffHeap chain, OffHeap scratch, OffHeap control, long first, long count) {
    return SixRegisters.call(
        pages,
        shared.segment(),
        chain.segment(),
        scratch.segment(),
        control.segment(),
        first,
        count);
  }

  /// Bytes of code.
  public int size() {
    return size;
  }

  /// Where the code begins, for a debugger or `objdump --adjust-vma`.
  public long address() {
    return pages.address();
  }
}
