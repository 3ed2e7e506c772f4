package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.api.random.Philox;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Random words.
final class Draw implements Work {
  private static final int WORDS = 4;

  private final Kernel.Words words;
  private final Buffer buffer;
  private final int lanes;

  Draw(Kernel.Words words, Interpreter.Reading reading) {
    this.words = words;
    this.buffer = reading.program().buffers().get(words.buffer());
    this.lanes = words.lanes() instanceof Lanes.Chains ? Buffer.LANES : 1;
  }

  @Override
  public void run(Worker worker) {
    MemorySegment to = worker.segment(buffer.region());
    long start = worker.base(buffer.region()) + buffer.offset();
    int[] four = worker.words;
    for (int block = 0; block < words.blocks(); block++) {
      for (int lane = 0; lane < lanes; lane++) {
        draw(worker, block, lane);
        for (int w = 0; w < WORDS; w++) {
          long element = (long) block * WORDS + w;
          to.set(ValueLayout.JAVA_INT, start + (element * lanes + lane) * Integer.BYTES, four[w]);
        }
      }
    }
  }

  private void draw(Worker worker, int block, int lane) {
    long chain = worker.chain(lane);
    int[] counter = worker.words;
    counter[0] = words.firstBlock() + block;
    counter[1] = worker.step();
    counter[2] = (int) chain;
    counter[3] = (words.purpose() << 24) | ((int) (chain >>> 32) & 0xFFFFFF);
    long seed = worker.seed();
    Philox.words(counter, (int) seed, (int) (seed >>> 32), counter);
  }
}
