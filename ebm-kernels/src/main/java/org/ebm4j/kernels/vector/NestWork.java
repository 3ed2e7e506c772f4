package org.ebm4j.kernels.vector;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A nest, block by block.
///
/// With chains in the lanes a block is rows along the longest outer loop, or along the tiles of the
/// group where these are more; else it is numbers along one outer loop. Folds gather blocks, each
/// row into its own; where only the inner loop is long, the rows of a block into one.
final class NestWork implements Work {
  private final int[] extents; // outer, then inner
  private final int outer;
  private final int along; // loop of dense lanes, or NOWHERE
  private final boolean chains;
  private final boolean folds;
  private final Script body;
  private final Script tail;
  private final Folding folding;
  private final Stand stand;
  private boolean foldsRows; // of a block, instead of blocks

  NestWork(Kernel.Nest nest, NestPlan plan, Bench bench) {
    outer = nest.outer().size();
    extents = IntStream.concat(ints(nest.outer()), ints(nest.inner())).toArray();
    chains = nest.lanes() instanceof Lanes.Chains;
    along = NestPlan.along(nest);
    folds = !nest.folds().isEmpty();
    folding = new Folding(nest.folds(), bench);
    body = new Script(plan.body(), folding.gathered(), bench);
    tail = new Script(plan.tail(), folding.gathered(), bench);
    stand = new Stand(extents.length);
  }

  private static IntStream ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue);
  }

  @Override
  public void run(Bench bench) {
    stand.unit = 0;
    stand.chains = chains;
    if (!chains) {
      stand.along = along >= outer ? Stand.NOWHERE : along;
      foldsRows = along >= outer;
      outer(0, 1);
      return;
    }
    int longest = longest();
    int units = bench.count;
    int most = Math.max(units, longest < 0 ? 1 : extents[longest]);
    foldsRows = folds && most < 8 && extents[extents.length - 1] > 2 * most;
    if (foldsRows) {
      stand.along = Stand.NOWHERE;
    } else {
      stand.along = longest < 0 || units > extents[longest] ? Stand.UNITS : longest;
    }
    if (stand.along == Stand.UNITS) {
      outer(0, units);
    } else {
      for (int unit = 0; unit < units; unit++) {
        stand.unit = unit;
        outer(0, units);
      }
    }
  }

  private int longest() {
    int longest = -1;
    for (int loop = 0; loop < outer; loop++) {
      if (longest < 0 || extents[loop] >= extents[longest]) {
        longest = loop;
      }
    }
    return longest;
  }

  /// The outer loops but the one of the block, which comes last.
  private void outer(int loop, int units) {
    if (loop < outer && loop != stand.along) {
      for (int i = 0; i < extents[loop]; i++) {
        stand.index[loop] = i;
        outer(loop + 1, units);
      }
    } else if (loop < outer) {
      outer(loop + 1, units);
    } else {
      switch (stand.along) {
        case Stand.NOWHERE -> turn(1);
        case Stand.UNITS -> {
          for (int from = 0; from < units; from += stand.count) {
            stand.unit = from;
            turn(Math.min(Sizes.BLOCK, units - from));
          }
          stand.unit = 0;
        }
        default -> {
          int block = stand.along;
          for (int from = 0; from < extents[block]; from += stand.count) {
            stand.index[block] = from;
            turn(size(extents[block] - from));
          }
          stand.index[block] = 0;
        }
      }
    }
  }

  /// As many as a block takes of those that are left; of numbers whole rows while there are some.
  private int size(int left) {
    int most = chains ? Sizes.BLOCK : Sizes.BLOCK * 32;
    int size = Math.min(most, left);
    return chains || size < 32 ? size : size & -32;
  }

  private void turn(int count) {
    stand.count = count;
    if (folds) {
      folding.start(foldsRows ? 1 : stand.rows(), foldsRows);
      inner(outer);
      finish(count);
    }
    tail.run(stand);
  }

  private void finish(int count) {
    stand.count = count;
    if (foldsRows) {
      stand.along = Stand.NOWHERE;
      if (!chains) {
        stand.index[along] = 0;
        folding.tree();
      }
    }
  }

  private void inner(int loop) {
    int last = extents.length - 1;
    if (loop == extents.length) {
      body.run(stand);
    } else if (loop == last && foldsRows) {
      stand.along = last;
      for (int from = 0; from < extents[last]; from += stand.count) {
        stand.index[last] = from;
        stand.count = size(extents[last] - from);
        body.run(stand);
        if (!chains) {
          folding.numbers(body.kept(), stand.count);
        }
      }
      stand.index[last] = 0;
    } else {
      for (int i = 0; i < extents[loop]; i++) {
        stand.index[loop] = i;
        inner(loop + 1);
      }
    }
  }
}
