package org.ebm4j.api.interpret;

import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.random.Philox;

/// The numbers of noise nodes as {@link Op.Noise} defines them, at one step of a run.
///
/// @param firstChain the id of row 0
record PhiloxDraws(long seed, long step, long firstChain, Precision precision) implements Draws {

  @Override
  public void fill(Op.Noise noise, int row, double[] values, int offset, int size) {
    long chain = firstChain + row;
    int[] counter = {
      noise.draw() << Op.Noise.BLOCK_BITS,
      (int) step,
      (int) chain,
      noise.purpose() << 24 | (int) (chain >>> 32)
    };
    int[] words = new int[4];
    int perBlock = precision == Precision.F32 ? 4 : 2;
    for (int e = 0; e < size; e += perBlock) {
      Philox.words(counter, (int) seed, (int) (seed >>> 32), words);
      counter[0]++;
      for (int k = 0; k < perBlock && e + k < size; k++) {
        values[offset + e + k] =
            switch (precision) {
              case F32 -> single(noise.law(), words, k);
              case F64 -> twice(noise.law(), words, k);
            };
      }
    }
  }

  private static double single(Op.Noise.Law law, int[] words, int k) {
    return switch (law) {
      case UNIFORM -> Philox.uniform(words[k]);
      case NORMAL -> {
        int pair = k & 2;
        yield (float) normal(Philox.uniform(words[pair]), Philox.uniform(words[pair + 1]), k & 1);
      }
    };
  }

  private static double twice(Op.Noise.Law law, int[] words, int k) {
    return switch (law) {
      case UNIFORM -> Philox.uniform(words[2 * k], words[2 * k + 1]);
      case NORMAL ->
          normal(Philox.uniform(words[0], words[1]), Philox.uniform(words[2], words[3]), k);
    };
  }

  /// Box-Muller: the cosine half of the pair, then the sine half.
  private static double normal(double u1, double u2, int half) {
    double r = Math.sqrt(-2 * Math.log(u1));
    double angle = 2 * Math.PI * u2;
    return r * (half == 0 ? Math.cos(angle) : Math.sin(angle));
  }
}
