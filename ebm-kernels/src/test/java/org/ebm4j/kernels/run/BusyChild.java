package org.ebm4j.kernels.run;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;

/// What [BesideOthersTest] runs in JVMs of their own: a long walk while the collector works.
final class BusyChild {
  static final int STEPS = 3000;
  private static final int CHAINS = 333; // tiles, the last not full
  private static final int HIDDEN = 33;

  private BusyChild() {}

  /// Prints the hash of where the chains end, and how often garbage was collected meanwhile.
  public static void main(String[] arguments) throws InterruptedException {
    Thread litter = new Thread(BusyChild::litter);
    litter.setDaemon(true);
    litter.start();
    int hash = walk(STEPS);
    long collections =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(bean -> bean.getCollectionCount())
            .sum();
    System.out.println(hash + " " + collections);
  }

  private static void litter() {
    Object[] kept = new Object[64];
    for (int i = 0; !Thread.interrupted(); i = (i + 1) % kept.length) {
      kept[i] = new byte[100_000 + i];
    }
  }

  /// Langevin steps y ← y − ½ε∇E + √ε n on E = Σ softplus(W softplus(V y)) + ½|y|².
  static int walk(int steps) {
    Expr y = Expr.of(Node.leaf(new Op.Input("y"), Shape.of(3)));
    Expr hidden = weights("v", HIDDEN, 3).matmul(y).softplus();
    Expr energy =
        weights("w", HIDDEN, HIDDEN).matmul(hidden).softplus().sum().plus(y.squared().sum());
    Expr slope = Expr.of(Gradient.of(energy.node(), List.of(y.node())).getFirst());
    Op noise = new Op.Noise(Op.Noise.Law.NORMAL, Purpose.NOISE.code(), 0);
    Expr next = y.minus(slope.times(.005)).plus(Expr.of(Node.leaf(noise, Shape.of(3))).times(.1));
    Computation walk =
        new Computation("walk", List.of(new Carry(y.node(), next.node())), List.of());
    try (Run run = Engine.best().compile(walk, Precision.F32).start(CHAINS, 7)) {
      for (String name : List.of("v", "w")) {
        double[] numbers = run.block(name).toArray();
        Arrays.setAll(numbers, i -> Math.sin(i + 1.0) / 4);
        run.block(name).set(numbers);
      }
      run.step(steps);
      return Arrays.hashCode(run.block("y").toArray());
    }
  }

  private static Expr weights(String name, int rows, int columns) {
    return Expr.of(Node.leaf(new Op.Parameter(name, new Init.FanIn(1)), Shape.of(rows, columns)));
  }
}
