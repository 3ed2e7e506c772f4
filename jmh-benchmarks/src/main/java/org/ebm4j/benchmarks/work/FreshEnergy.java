package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Data;

/// A net that no other index has, with value and gradient asked for: what a new energy costs from
/// its declaration to its first answer.
public final class FreshEnergy {
  private static final int CHAINS = 64;

  private FreshEnergy() {}

  /// Declares, differentiates, compiles and runs number `index`, with one layer.
  ///
  /// @return the energy of the first chain
  public static double answer(Engine engine, int index) {
    return answer(engine, index, 1);
  }

  /// The same with so many layers of 16 + `index`.
  public static double answer(Engine engine, int index, int layers) {
    Computation work = computation(index, layers);
    try (Run run = engine.compile(work, Precision.F32).start(CHAINS, 1)) {
      run.block("y").set(Data.normals(50, CHAINS * inputs(index), 1));
      run.step(1);
      return run.block("energy").toArray()[0];
    }
  }

  private static int inputs(int index) {
    return 2 + index % 7;
  }

  private static Computation computation(int index, int layers) {
    Expr y = Leaf.input("y", inputs(index));
    int hidden = 16 + index;
    Expr h = y;
    for (int layer = 0; layer < layers; layer++) {
      Expr w = weight("w" + layer, hidden, h.shape().size());
      h = w.matmul(h).plus(weight("b" + layer, hidden)).silu();
    }
    Expr energy = Maths.dot(weight("v", hidden), h).plus(Maths.sq(y).times(.5));
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output("energy", energy.node()));
    outputs.add(new Output("gradient", Gradient.of(energy.node(), List.of(y.node())).getFirst()));
    return new Computation("fresh" + index, List.of(), outputs);
  }

  private static Expr weight(String name, int... dims) {
    return Leaf.parameter(name, new Init.FanIn(1), dims);
  }
}
