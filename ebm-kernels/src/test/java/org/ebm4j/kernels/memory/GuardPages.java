package org.ebm4j.kernels.memory;

/// Pages inside blocks that may not be touched, for tests of other packages.
public final class GuardPages {
  /// Bytes of a page.
  public static final int SIZE = Pages.SIZE;

  private GuardPages() {}

  /// Bytes rounded up to whole pages.
  public static long whole(long bytes) {
    return Pages.whole(bytes);
  }

  /// Makes the page at an offset of a block inaccessible.
  public static void seal(OffHeap block, long offset) {
    if (!Pages.makeInaccessible(block.segment().asSlice(offset, SIZE))) {
      throw new IllegalStateException("the system refused a guard page at " + offset);
    }
  }
}
