package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.api.random.Philox;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Random words.
final class WordsWork implements Work {
  private static final int WORDS = 4;

  private final Kernel.Words words;
  private final Buffer buffer;
  private final boolean chains;
  private final int[] four = new int[WORDS];
  private final Counter counter = new Counter();

  WordsWork(Kernel.Words words, Bench bench) {
    this.words = words;
    buffer = bench.program.buffers().get(words.buffer());
    chains = words.lanes() instanceof Lanes.Chains;
  }

  @Override
  public void run(Bench bench) {
    counter.to = bench.segment(buffer.region());
    counter.seed = bench.call().seed;
    counter.step = (int) bench.step;
    counter.firstBlock = words.firstBlock();
    counter.blocks = words.blocks();
    counter.purpose = words.purpose() << 24;
    for (int unit = 0; unit < bench.count; unit++) {
      long at =
          bench.base(buffer.region()) + unit * bench.unitBytes(buffer.region()) + buffer.offset();
      long own = bench.first + unit;
      counter.at = at;
      counter.chain = bench.call().firstChain + (chains ? own * Buffer.LANES : own);
      if (chains) {
        PhiloxRows.draw(counter);
      } else {
        single();
      }
    }
  }

  private void single() {
    long chain = counter.chain;
    MemorySegment to = counter.to;
    for (int block = 0; block < words.blocks(); block++) {
      four[0] = words.firstBlock() + block;
      four[1] = counter.step;
      four[2] = (int) chain;
      four[3] = counter.purpose | ((int) (chain >>> 32) & 0xFFFFFF);
      Philox.words(four, (int) counter.seed, (int) (counter.seed >>> 32), four);
      for (int w = 0; w < WORDS; w++) {
        long at = counter.at + ((long) block * WORDS + w) * Integer.BYTES;
        to.set(ValueLayout.JAVA_INT_UNALIGNED, at, four[w]);
      }
    }
  }
}
