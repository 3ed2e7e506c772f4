package org.ebm4j.kernels.run;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.kernels.loop.LoopProgram;

/// An engine that also takes loop programs written by hand, which no graph was lowered to.
public interface LoopEngine extends Engine {
  /// A loop program made ready to run here.
  Executor translate(LoopProgram program);
}
