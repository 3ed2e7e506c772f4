package org.ebm4j.training.data;

import java.util.Arrays;
import java.util.BitSet;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// Two parts of a data set with no row in common, each in the original order.
///
/// The rows are lined up class by class, each class shuffled, and every (1/share)-th of the line
/// goes to the test part: of a class with m rows it gets share·m within one row, of all n rows
/// exactly share·n rounded to the nearest. Without labels all rows are one class. The same seed
/// gives the same split.
///
/// @param train the rows to learn from
/// @param test the rows held out
public record Split(Dataset train, Dataset test) {
  static Split of(Dataset data, double testShare, long seed) {
    if (!(testShare >= 0 && testShare <= 1)) {
      throw new IllegalArgumentException(
          "split: the test share must lie between 0 and 1, found " + testShare);
    }
    int[] line = lineUp(data, seed);
    var held = new BitSet(line.length);
    for (int k = 0; k < line.length; k++) {
      if (Math.floor((k + 1) * testShare + 0.5) > Math.floor(k * testShare + 0.5)) {
        held.set(line[k]);
      }
    }
    var test = held.stream().toArray();
    held.flip(0, line.length);
    return new Split(data.select(held.stream().toArray()), data.select(test));
  }

  /// Row numbers class after class, each class in an order of its own.
  private static int[] lineUp(Dataset data, long seed) {
    long[] byClass = new long[data.size()]; // label above row number
    Arrays.setAll(byClass, i -> (data.labelled() ? (long) data.label(i) << 32 : 0) | i);
    Arrays.sort(byClass);
    int[] line = new int[byClass.length];
    for (int from = 0, to; from < line.length; from = to) {
      long label = byClass[from] >>> 32;
      to = from;
      while (to < line.length && byClass[to] >>> 32 == label) {
        to++;
      }
      // chain 0 belongs to the epochs of this seed
      int[] order = RandomStream.of(seed, Purpose.SHUFFLE, 1 + label, 0).permutation(to - from);
      for (int k = 0; k < order.length; k++) {
        line[from + k] = (int) byClass[from + order[k]];
      }
    }
    return line;
  }
}
