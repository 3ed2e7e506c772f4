package org.ebm4j.kernels.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Philox4x32-10 for the 32 chains of a tile: the words of every second chain in the 64-bit lanes
/// of one vector, those of the others in another, so that a product of words has its lane.
///
/// Only the low half of a lane counts; it is put in order before it is multiplied.
///
/// Source: [Salmon, Moraes, Dror, Shaw 2011, §3.3].
final class PhiloxRows {
  private static final VectorSpecies<Long> LONGS = Species.LONGS;
  private static final int BYTES = Species.BYTES;
  private static final int PAIRS = BYTES / Long.BYTES; // pairs of chains in a vector
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int ROUNDS = 10;
  private static final int WORDS = 4;
  private static final long LOW = 0xFFFFFFFFL;
  private static final long HIGH = 0xFFFFFF; // of a chain
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private static final LongVector EVEN = LongVector.zero(LONGS).addIndex(2); // 0, 2, 4, …

  private PhiloxRows() {}

  static void draw(Counter counter) {
    MemorySegment to = counter.to.asSlice(counter.at, (long) counter.blocks * WORDS * Rows.F32);
    LongVector low = LongVector.broadcast(LONGS, LOW);
    LongVector m0 = LongVector.broadcast(LONGS, M0).and(low);
    LongVector m1 = LongVector.broadcast(LONGS, M1).and(low);
    int seed0 = (int) counter.seed;
    int seed1 = (int) (counter.seed >>> 32);
    for (int group = 0; group < 16; group += PAIRS) {
      LongVector evenIds = EVEN.add(counter.chain + 2L * group);
      LongVector oddIds = evenIds.add(1);
      LongVector evenHigh = evenIds.lanewise(LSHR, 32).and(HIGH).or(counter.purpose & LOW);
      LongVector oddHigh = oddIds.lanewise(LSHR, 32).and(HIGH).or(counter.purpose & LOW);
      long toAt = 8L * group; // two words to a pair
      for (int block = 0; block < counter.blocks; block++) {
        LongVector e0 = LongVector.broadcast(LONGS, counter.firstBlock + block);
        LongVector e1 = LongVector.broadcast(LONGS, counter.step);
        LongVector e2 = evenIds;
        LongVector e3 = evenHigh;
        LongVector o0 = e0;
        LongVector o1 = e1;
        LongVector o2 = oddIds;
        LongVector o3 = oddHigh;
        for (int round = 0; round < ROUNDS; round++) {
          LongVector p0 = e0.and(low).mul(m0);
          LongVector p1 = e2.and(low).mul(m1);
          LongVector q0 = o0.and(low).mul(m0);
          LongVector q1 = o2.and(low).mul(m1);
          LongVector k0 = LongVector.broadcast(LONGS, seed0 + round * W0);
          LongVector k1 = LongVector.broadcast(LONGS, seed1 + round * W1);
          e0 = p1.lanewise(LSHR, 32).lanewise(XOR, e1).lanewise(XOR, k0);
          e2 = p0.lanewise(LSHR, 32).lanewise(XOR, e3).lanewise(XOR, k1);
          o0 = q1.lanewise(LSHR, 32).lanewise(XOR, o1).lanewise(XOR, k0);
          o2 = q0.lanewise(LSHR, 32).lanewise(XOR, o3).lanewise(XOR, k1);
          e1 = p1;
          e3 = p0;
          o1 = q1;
          o3 = q0;
        }
        LongVector w0 = e0.and(low).or(o0.lanewise(LSHL, 32));
        LongVector w1 = e1.and(low).or(o1.lanewise(LSHL, 32));
        LongVector w2 = e2.and(low).or(o2.lanewise(LSHL, 32));
        LongVector w3 = e3.and(low).or(o3.lanewise(LSHL, 32));
        w0.intoMemorySegment(to, toAt, ORDER);
        w1.intoMemorySegment(to, toAt + Rows.F32, ORDER);
        w2.intoMemorySegment(to, toAt + 2 * Rows.F32, ORDER);
        w3.intoMemorySegment(to, toAt + 3 * Rows.F32, ORDER);
        toAt += WORDS * Rows.F32;
      }
    }
  }
}
