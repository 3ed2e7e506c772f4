package org.ebm4j.stack;

import static org.ebm4j.api.expr.Maths.sq;

import java.util.zip.CRC32;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.training.Train;
import org.ebm4j.training.data.TwoMoons;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.training.objective.Walk;
import org.ebm4j.training.optimizer.AdamW;

/// A user's program that infers and trains, and prints what came out to the bit.
final class Small {
  private Small() {}

  /// @param arguments a seed for the training, or nothing
  public static void main(String[] arguments) {
    System.out.println("engine " + Engine.best().name());
    try {
      Engine.named("native");
    } catch (IllegalArgumentException refused) {
      System.out.println(refused.getMessage());
    }
    Given<float[], Nothing> bowl =
        Energy.over(Space.real(2))
            .plus("first", y -> sq(y.squared().sum().minus(11)))
            .plus("second", y -> sq(y.minus(1).tanh()));
    var best = bowl.infer(Lbfgs.standard(), new float[] {.5f, -1});
    System.out.printf("inferred %a at %a, %a%n", best.energy(), best.y()[0], best.y()[1]);
    Mlp net = Mlp.of("net", 2, 16, 1);
    var trained =
        Train.energy(Energy.over(Space.real(2)).plus("net", y -> net.of(y).sum()))
            .on(TwoMoons.standard().sample(200, 1))
            .by(PersistentCd.of(Walk.adjusted(.01)).steps(5).buffer(100))
            .optimizer(AdamW.of(.01))
            .batch(64)
            .steps(20)
            .run(arguments.length > 0 ? Long.parseLong(arguments[0]) : 1);
    System.out.printf("trained %08x%n", sum(trained.weights()));
  }

  private static long sum(Weights weights) {
    CRC32 sum = new CRC32();
    for (String name : weights.names()) {
      for (float value : weights.get(name).floats()) {
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
          sum.update(bits >>> shift);
        }
      }
    }
    return sum.getValue();
  }
}
