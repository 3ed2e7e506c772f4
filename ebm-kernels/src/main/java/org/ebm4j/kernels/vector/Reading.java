package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// A program with what is known of its buffers: which may hold denormal floats.
///
/// What a user writes may be denormal, and so may what is copied from there; what arithmetic leaves
/// is not.
final class Reading {
  private final LoopProgram program;
  private final boolean[] dirty;

  Reading(LoopProgram program) {
    this.program = program;
    dirty = new boolean[program.buffers().size()];
    program.leaves().values().forEach(buffer -> dirty[buffer] = true);
    program.constants().keySet().forEach(buffer -> dirty[buffer] = true);
    if (program.batchSize() >= 0) {
      dirty[program.batchSize()] = true;
    }
    if (program.precision() == Precision.F32) {
      while (spreads()) {
        // until nothing more turns out to be dirty
      }
    }
  }

  LoopProgram program() {
    return program;
  }

  Buffer buffer(int number) {
    return program.buffers().get(number);
  }

  boolean isSingle() {
    return program.precision() == Precision.F32;
  }

  boolean isDirty(int buffer) {
    return dirty[buffer];
  }

  Magnitudes magnitudes(List<Code> codes) {
    return Magnitudes.of(codes, this::isDirty);
  }

  /// Marks buffers that take dirty values; says whether any was new.
  private boolean spreads() {
    boolean found = false;
    for (Phase phase : program.phases()) {
      for (Kernel kernel : phase.kernels()) {
        if (kernel instanceof Kernel.Nest nest) {
          found |= spreads(nest.body());
          found |= spreads(nest.tail());
        }
      }
    }
    return found;
  }

  private boolean spreads(List<Code> codes) {
    Magnitudes magnitudes = magnitudes(codes);
    boolean found = false;
    for (Code code : codes) {
      if (code instanceof Code.Store(var to, int value)
          && !magnitudes.isClean(value)
          && !dirty[to.buffer()]) {
        dirty[to.buffer()] = true;
        found = true;
      }
    }
    return found;
  }
}
