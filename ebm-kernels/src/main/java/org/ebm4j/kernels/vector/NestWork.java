package org.ebm4j.kernels.vector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A nest, block by block: rows of chains, or numbers along one loop. Folds gather blocks, each row
/// into its own; where only the inner loop is long, the rows of a block into one.
final class NestWork implements Work {
  private final int[] extents; // outer, then inner
  private final int outer;
  private final boolean chains;
  private final boolean folds;
  private final Script body;
  private final Script tail;
  private final Folding folding;
  private final Stand stand;
  private final Walk usual;
  private final Walk[] walks; // by the number of units
  private Walk walk;
  private boolean isUsual;

  NestWork(Kernel.Nest nest, NestPlan plan, Steps steps, Bench bench) {
    outer = nest.outer().size();
    extents = IntStream.concat(ints(nest.outer()), ints(nest.inner())).toArray();
    chains = nest.lanes() instanceof Lanes.Chains;
    folds = !nest.folds().isEmpty();
    folding = new Folding(nest.folds(), bench);
    body = new Script(plan.body(), steps.body(), steps.always(), folding.gathered(), bench);
    tail = new Script(plan.tail(), steps.tail(), steps.always(), folding.gathered(), bench);
    usual = steps.usual();
    walk = usual;
    walks = new Walk[bench.sizes.tiles + 1];
    Arrays.setAll(walks, units -> Walk.of(nest, units));
    stand = new Stand(extents.length);
  }

  private static IntStream ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue);
  }

  @Override
  public void run(Bench bench) {
    int units = chains ? bench.count : 1;
    walk = walks[units];
    isUsual = walk.equals(usual);
    stand.unit = 0;
    stand.chains = chains;
    stand.along = walk.along();
    if (walk.along() == Stand.UNITS) {
      outer(0, units);
    } else {
      for (int unit = 0; unit < units; unit++) {
        stand.unit = unit;
        outer(0, units);
      }
    }
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
      folding.start(walk.foldsRows() ? 1 : stand.rows(), walk.foldsRows());
      inner(outer);
      finish(count);
    }
    tail.run(stand, isUsual);
  }

  private void finish(int count) {
    stand.count = count;
    if (walk.foldsRows()) {
      stand.along = walk.along();
      if (!chains) {
        stand.index[walk.bodyAlong()] = 0;
        folding.tree();
      }
    }
  }

  private void inner(int loop) {
    int last = extents.length - 1;
    if (loop == extents.length) {
      body.run(stand, isUsual);
    } else if (loop == last && walk.foldsRows()) {
      stand.along = last;
      for (int from = 0; from < extents[last]; from += stand.count) {
        stand.index[last] = from;
        stand.count = size(extents[last] - from);
        body.run(stand, isUsual);
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
