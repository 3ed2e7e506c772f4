package org.ebm4j.kernels.plain;

import java.util.Arrays;
import org.ebm4j.api.random.Philox;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Random categories, each with the odds of its class.
final class Toss implements Work {
  private static final int BITS = 32;

  private final Kernel.Categorical sites;
  private final Pointer of;
  private final Pointer to;

  Toss(Kernel.Categorical sites, Interpreter.Reading reading) {
    this.sites = sites;
    this.of = reading.pointer(sites.of(), new Form.Chains());
    this.to = reading.pointer(sites.to(), new Form.Chains());
  }

  @Override
  public void run(Worker worker) {
    int thresholds = sites.thresholds();
    for (int i = 0; i < sites.count(); i++) {
      worker.index[0] = i;
      for (int plane = 0; plane < sites.planes(); plane++) {
        worker.index[1] = plane;
        of.read(worker, worker.planes[plane], Buffer.LANES);
      }
      for (int lane = 0; lane < Buffer.LANES; lane++) {
        draw(worker, i, lane);
      }
      for (int threshold = 0; threshold < thresholds; threshold++) {
        worker.index[1] = threshold;
        to.write(worker, worker.below[threshold], Buffer.LANES);
      }
    }
    worker.index[0] = 0;
    worker.index[1] = 0;
  }

  private void draw(Worker worker, int i, int lane) {
    int thresholds = sites.thresholds();
    int[] open = worker.open; // bits whose two numbers agree so far
    find(worker, lane);
    Arrays.fill(open, -1);
    for (int threshold = 0; threshold < thresholds; threshold++) {
      worker.below[threshold][lane] = Integer.toUnsignedLong(where(worker, threshold, BITS));
    }
    for (int k = 0; k < BITS; k++) {
      if (k % 4 == 0) {
        words(worker, sites.firstBlock() + Kernel.Categorical.BLOCKS * i + k / 4, lane);
      }
      int left = 0;
      for (int threshold = 0; threshold < thresholds; threshold++) {
        int chance = where(worker, threshold, BITS - 1 - k);
        int differs = open[threshold] & (worker.words[k % 4] ^ chance);
        worker.below[threshold][lane] |= Integer.toUnsignedLong(differs & chance);
        open[threshold] &= ~differs;
        left |= open[threshold];
      }
      if (left == 0) {
        return;
      }
    }
  }

  private void find(Worker worker, int lane) {
    for (int c = 0; c < sites.odds().size(); c++) {
      int found = -1;
      for (int plane = 0; plane < sites.planes(); plane++) {
        int word = (int) worker.planes[plane][lane];
        found &= (sites.odds().get(c).spelt() >>> plane & 1) == 1 ? word : ~word;
      }
      worker.members[c] = found;
    }
  }

  /// The bits of the classes whose chance at a threshold has this bit; bit 32 is certainty.
  private int where(Worker worker, int threshold, int bit) {
    int found = 0;
    for (int c = 0; c < sites.odds().size(); c++) {
      if ((sites.odds().get(c).below().get(threshold) >>> bit & 1) == 1) {
        found |= worker.members[c];
      }
    }
    return found;
  }

  private void words(Worker worker, int block, int lane) {
    long chain = worker.chain(lane);
    long seed = worker.seed();
    int[] counter = worker.words;
    counter[0] = block;
    counter[1] = worker.step();
    counter[2] = (int) chain;
    counter[3] = (sites.purpose() << 24) | ((int) (chain >>> 32) & 0xFFFFFF);
    Philox.words(counter, (int) seed, (int) (seed >>> 32), counter);
  }
}
