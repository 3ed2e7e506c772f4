package org.ebm4j.kernels.loop;

/// A place for an array.
///
/// | region | one for | tile path | few path |
/// |---|---|---|---|
/// | SHARED | the run | dense | dense |
/// | CHAIN | each tile, or each chain | rows of 32 lanes | dense |
/// | SCRATCH | each thread | rows of 32 lanes | dense |
/// | PARTIAL | each chunk of tiles | dense, or rows of 32 lanes where {@code lanes} | – |
///
/// A dense array takes its size rounded up to 16 elements, and 16 more, so that whole vectors may
/// be read past its end.
///
/// @param number its position in the program's list
/// @param name a leaf's or output's name, else what made it
/// @param size elements
/// @param words whether its elements are 32-bit words in any precision
/// @param lanes whether an element is a row of 32
/// @param offset bytes from the start of its region, a multiple of 64
public record Buffer(
    int number, String name, Region region, int size, boolean words, boolean lanes, long offset) {

  /// Whose memory it lies in.
  public enum Region {
    SHARED,
    CHAIN,
    SCRATCH,
    PARTIAL
  }

  /// Chains in a tile.
  public static final int LANES = 32;

  /// Bytes it takes.
  public long bytes(int bytesPerNumber) {
    long element = words ? 4 : bytesPerNumber;
    long elements = lanes ? (long) size * LANES : (size + 15L) / 16 * 16 + 16;
    return (elements * element + 63) / 64 * 64;
  }
}
