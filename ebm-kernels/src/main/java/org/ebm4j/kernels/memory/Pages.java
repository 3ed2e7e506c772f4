package org.ebm4j.kernels.memory;

import static org.ebm4j.kernels.memory.SixRegisters.integer;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Whole pages from the operating system, with Linux's numbers for flags.
///
/// Source: [Linux manual pages mmap(2), mprotect(2)].
final class Pages {
  static final int SIZE = 4096;

  /// A large page: one entry of the processor's table of addresses where small pages need 512.
  static final long LARGE = 2L << 20;

  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int ADVICE_LARGE = 14; // MADV_HUGEPAGE
  private static final long FAILED = -1; // mmap's MAP_FAILED; null would be a valid address

  private static final MemorySegment MMAP = symbol("mmap");
  private static final MemorySegment MUNMAP = symbol("munmap");
  private static final MemorySegment MPROTECT = symbol("mprotect");
  private static final MemorySegment MADVISE = symbol("madvise");

  private Pages() {}

  private static MemorySegment symbol(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name);
  }

  /// Fresh zeroed pages, readable and writable, unmapped when the arena closes; null when the
  /// system refuses.
  @SuppressWarnings("restricted")
  static @Nullable MemorySegment map(long bytes, Arena arena) {
    long address =
        SixRegisters.call(
            MMAP,
            MemorySegment.NULL,
            integer(bytes),
            integer(READ | WRITE),
            integer(PRIVATE_ANONYMOUS),
            -1,
            0);
    if (address == FAILED) {
      return null;
    }
    try {
      return MemorySegment.ofAddress(address).reinterpret(bytes, arena, Pages::unmap);
    } catch (IllegalStateException closed) { // the arena's: nobody will unmap for us
      unmap(MemorySegment.ofAddress(address).reinterpret(bytes));
      throw closed;
    }
  }

  /// As {@link #map}, in large pages where the system has them to give: a step that walks through
  /// more memory than small pages can name at once would wait for the table of addresses.
  static @Nullable MemorySegment mapLarge(long bytes, Arena arena) {
    long whole = Math.addExact(bytes, LARGE - 1) & -LARGE;
    MemorySegment pages = map(Math.addExact(whole, LARGE), arena);
    if (pages == null) {
      return null;
    }
    MemorySegment aligned = pages.asSlice(-pages.address() & (LARGE - 1), whole);
    SixRegisters.call(
        MADVISE,
        aligned,
        integer(whole),
        integer(ADVICE_LARGE),
        MemorySegment.NULL,
        0,
        0); // refused where large pages are off: then they are small
    return aligned.asSlice(0, bytes);
  }

  private static void unmap(MemorySegment pages) {
    SixRegisters.call(
        MUNMAP, pages, integer(pages.byteSize()), MemorySegment.NULL, MemorySegment.NULL, 0, 0);
  }

  /// Makes pages executable and no longer writable; false when the system refuses.
  static boolean makeExecutable(MemorySegment pages) {
    return protect(pages, READ | EXECUTE);
  }

  /// Makes pages fault on every access; false when the system refuses.
  static boolean makeInaccessible(MemorySegment pages) {
    return protect(pages, 0);
  }

  private static boolean protect(MemorySegment pages, int how) {
    long result =
        SixRegisters.call(
            MPROTECT, pages, integer(pages.byteSize()), integer(how), MemorySegment.NULL, 0, 0);
    return (int) result == 0;
  }

  /// Bytes rounded up to whole pages.
  static long whole(long bytes) {
    return Math.addExact(bytes, SIZE - 1) & -SIZE;
  }
}
