package org.ebm4j.kernels.spin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Words of one block that lie evenly and see their neighbours in the same places.
///
/// @param first number of the first word
/// @param stride from one to the next
/// @param count how many
/// @param ahead for every neighbour how many words after the own its word lies
/// @param turn for every neighbour how many bits its word is turned to the right
record Stretch(int first, int stride, int count, List<Integer> ahead, List<Integer> turn) {

  /// The words of a block, in order.
  ///
  /// @param neighbours sites, for the sites of every word's bit 0
  /// @param blocks of the words
  static List<Stretch> of(int[][] neighbours, int[] blocks, int block) {
    List<Stretch> found = new ArrayList<>();
    int words = blocks.length;
    for (int word : IntStream.range(0, words).filter(w -> blocks[w] == block).toArray()) {
      int own = word;
      List<Integer> ahead =
          Arrays.stream(neighbours[word]).map(site -> site % words - own).boxed().toList();
      List<Integer> turn =
          Arrays.stream(neighbours[word]).map(site -> site / words).boxed().toList();
      Stretch alone = new Stretch(word, 1, 1, ahead, turn);
      if (!found.isEmpty() && found.getLast().admits(alone)) {
        Stretch last = found.removeLast();
        found.add(new Stretch(last.first, last.strideTo(word), last.count + 1, ahead, turn));
      } else {
        found.add(alone);
      }
    }
    return found;
  }

  private int strideTo(int word) {
    return count == 1 ? word - first : stride;
  }

  private boolean admits(Stretch next) {
    return next.ahead.equals(ahead)
        && next.turn.equals(turn)
        && next.first == first + strideTo(next.first) * count;
  }
}
