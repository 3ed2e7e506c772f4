package org.ebm4j.kernels.memory;

/// A block seen as floating-point numbers of one width, read and written as either.
///
/// Writing a double to 32-bit numbers rounds to nearest. An index or a stretch that leaves the
/// block, or the array, is an IndexOutOfBoundsException and nothing is written.
public sealed interface Numbers permits F32, F64 {

  /// Elements first, first + step, …: `count` of them.
  ///
  /// @param first index of the first, in numbers
  /// @param step distance from one to the next, 1 or more
  /// @param count how many, 0 or more
  record Strided(long first, long step, int count) {
    /// Refuses steps that stand still or go back.
    public Strided {
      if (step < 1 || count < 0) {
        throw new IllegalArgumentException(
            "stretch: %d numbers %d apart; count has to be 0 or more, the step 1 or more"
                .formatted(count, step));
      }
    }

    /// `count` numbers side by side.
    public static Strided of(long first, int count) {
      return new Strided(first, 1, count);
    }

    /// The index of element k.
    long index(int k) {
      return first + k * step;
    }

    /// Refuses to leave a block of `size` numbers.
    void within(long size) {
      if (count > 0 && (first < 0 || index(count - 1) >= size)) {
        throw new IndexOutOfBoundsException(
            "stretch: numbers %d to %d of a block of %d".formatted(first, index(count - 1), size));
      }
    }
  }

  /// How many whole numbers the block holds.
  long size();

  /// Bytes of one number.
  int bytes();

  /// The number at i.
  double get(long i);

  /// Sets the number at i.
  void set(long i, double value);

  /// Sets a stretch to one value.
  void fill(Strided to, double value);

  /// Sets a stretch from `from[offset]` on; the array is read only.
  void put(Strided to, float[] from, int offset);

  /// Sets a stretch from `from[offset]` on; the array is read only.
  void put(Strided to, double[] from, int offset);

  /// Copies a stretch to `to[offset]` and on, which is overwritten.
  void get(Strided from, float[] to, int offset);

  /// Copies a stretch to `to[offset]` and on, which is overwritten.
  void get(Strided from, double[] to, int offset);
}
