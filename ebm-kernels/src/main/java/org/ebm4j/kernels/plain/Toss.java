package org.ebm4j.kernels.plain;

import org.ebm4j.api.random.Philox;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Random bits, each with the probability of its class.
final class Toss implements Work {
  private static final int BITS = 32;

  private final Kernel.Bernoulli bits;
  private final Pointer of;
  private final Pointer to;

  Toss(Kernel.Bernoulli bits, Interpreter.Reading reading) {
    this.bits = bits;
    this.of = reading.pointer(bits.of(), new Form.Chains());
    this.to = reading.pointer(bits.to(), new Form.Chains());
  }

  @Override
  public void run(Worker worker) {
    long[][] planes = worker.planes;
    for (int i = 0; i < bits.count(); i++) {
      worker.index[0] = i;
      for (int plane = 0; plane < planes.length; plane++) {
        worker.index[1] = plane;
        of.read(worker, planes[plane], Buffer.LANES);
      }
      for (int lane = 0; lane < Buffer.LANES; lane++) {
        worker.lanes[lane] = Integer.toUnsignedLong(word(worker, i, lane));
      }
      to.write(worker, worker.lanes, Buffer.LANES);
    }
    worker.index[0] = 0;
    worker.index[1] = 0;
  }

  private int word(Worker worker, int i, int lane) {
    int[] words = worker.words;
    int below = 0;
    int open = -1; // bits whose two numbers agree so far
    for (int k = 0; k < BITS && open != 0; k++) {
      if (k % 4 == 0) {
        draw(worker, bits.firstBlock() + Kernel.Bernoulli.BLOCKS * i + k / 4, lane);
      }
      int chance = chance(worker, lane, BITS - 1 - k);
      int differs = open & (words[k % 4] ^ chance);
      below |= differs & chance;
      open &= ~differs;
    }
    return below | certain(worker, lane);
  }

  /// Bit {@code bit} of every class's chance, where the class stands.
  private int chance(Worker worker, int lane, int bit) {
    int found = 0;
    for (int c = 0; c < bits.chances().size(); c++) {
      if ((bits.chances().get(c) >>> bit & 1) == 1) {
        found |= members(worker, lane, c);
      }
    }
    return found;
  }

  private int certain(Worker worker, int lane) {
    int found = 0;
    for (int c = 0; c < bits.chances().size(); c++) {
      found |= bits.chances().get(c) == 1L << BITS ? members(worker, lane, c) : 0;
    }
    return found;
  }

  /// The bits of a class.
  private static int members(Worker worker, int lane, int c) {
    int members = -1;
    for (int plane = 0; plane < worker.planes.length; plane++) {
      int word = (int) worker.planes[plane][lane];
      members &= (c >> plane & 1) == 1 ? word : ~word;
    }
    return members;
  }

  private void draw(Worker worker, int block, int lane) {
    long chain = worker.chain(lane);
    long seed = worker.seed();
    int[] counter = worker.words;
    counter[0] = block;
    counter[1] = worker.step();
    counter[2] = (int) chain;
    counter[3] = (bits.purpose() << 24) | ((int) (chain >>> 32) & 0xFFFFFF);
    Philox.words(counter, (int) seed, (int) (seed >>> 32), counter);
  }
}
