package org.ebm4j.api.interpret;

import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Graph;

/// A computation to be interpreted: nothing is compiled.
record ReferenceProgram(Computation computation, Precision precision) implements Program {

  @Override
  public String engine() {
    return "reference";
  }

  @Override
  public Run start(int chains, long seed) {
    return new ReferenceRun(this, chains, seed);
  }

  @Override
  public String explain() {
    return computation.name()
        + ": "
        + Graph.topological(computation.roots()).size()
        + " nodes, interpreted one by one in f64";
  }
}
