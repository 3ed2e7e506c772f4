package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Values;

/// Sites in blocks: those of one block do not interact, so that, all others held, each of them is independent of the rest
/// of its block.
///
///     Blocks.of(0, 1, 0, 1)        // sites 0 and 2, then sites 1 and 3
///
/// A block is a colour of the graph that joins two sites where ∂²E/∂sᵢ∂sⱼ is not zero. Immutable.
///
/// @param colours for every site the number of its block: 0 … blocks − 1, each at least once
public record Blocks(Values colours) {
  public Blocks {
    int[] found = ints(colours);
    int count = Arrays.stream(found).max().orElse(-1) + 1;
    long used = Arrays.stream(found).filter(c -> c >= 0).distinct().count();
    if (found.length == 0 || used != count || Arrays.stream(found).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException(
          "Blocks: the sites' blocks should be numbered 0, 1, … without gaps, found "
              + Some.of(Arrays.stream(found).mapToObj(String::valueOf).toList()));
    }
  }

  private static int[] ints(Values colours) {
    return Arrays.stream(colours.toArray()).mapToInt(c -> (int) c).toArray();
  }

  /// @param colours for every site the number of its block
  public static Blocks of(int... colours) {
    return new Blocks(Values.of(Arrays.stream(colours).asDoubleStream().toArray()));
  }

  /// How many sites.
  public int sites() {
    return colours.size();
  }

  /// How many blocks.
  public int count() {
    return (int) Arrays.stream(colours.toArray()).max().orElseThrow() + 1;
  }

  /// The sites of a block, ascending, as a new array.
  public int[] of(int block) {
    return IntStream.range(0, sites()).filter(i -> colours.get(i) == block).toArray();
  }

  /// {@code 2 blocks of 2048, 2048 sites}.
  @Override
  public String toString() {
    List<String> sizes =
        IntStream.range(0, count()).mapToObj(b -> String.valueOf(of(b).length)).toList();
    return count() + (count() == 1 ? " block of " : " blocks of ") + Some.of(sizes) + " sites";
  }
}
