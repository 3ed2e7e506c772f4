package org.ebm4j.kernels.spin;

import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Run;

/// A run over packed words whose array is seen site by site.
record PackedRun(Run words, Block u) implements Run {
  @Override
  public int chains() {
    return words.chains();
  }

  @Override
  public Block block(String name) {
    if (!name.equals("u")) {
      throw new IllegalArgumentException("'packed sweep' has no array '" + name + "'; it has u");
    }
    return u;
  }

  @Override
  public void step(int steps) {
    words.step(steps);
  }

  @Override
  public long stepsDone() {
    return words.stepsDone();
  }

  @Override
  public void stepsDone(long steps) {
    words.stepsDone(steps);
  }

  @Override
  public void firstChain(long first) {
    words.firstChain(first);
  }

  @Override
  public void close() {
    words.close();
  }
}
