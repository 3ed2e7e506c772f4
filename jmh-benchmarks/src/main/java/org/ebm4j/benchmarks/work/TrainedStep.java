package org.ebm4j.benchmarks.work;

import static java.util.Arrays.stream;

import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Steps;

/// A run of training steps with VICReg and Adam, whatever its program calls its arrays.
///
/// @param run of the program
/// @param names its name of an array of the plain loops
/// @param averages its name of Adam's first average of such an array
/// @param announce fills what the program is told before a step, by the steps done
record TrainedStep(
    Run run, UnaryOperator<String> names, UnaryOperator<String> averages, LongConsumer announce) {
  /// Held against plain loops, which begin where it begins: the loss, its slopes, and the loss
  /// after Adam's first step. The answer for others is the loss after two.
  ///
  /// @param flops of a step
  Steps checked(PlainVicreg plain, double flops) {
    plain.arrays().forEach(array -> run.block(names.apply(array.name())).set(array.values()));
    double[] first = {loss(0)};
    Check check = against(first, new double[] {plain.backward()}, 1e-4);
    for (int layer = 0; layer < 3; layer++) {
      check = check.and(slopes(layer, plain));
    }
    plain.adam();
    double[] second = {loss(1)};
    check = check.and(against(second, new double[] {plain.loss()}, 1e-3));
    return Steps.of(run, check, flops).answering(loss(2));
  }

  private static Check against(double[] found, double[] wanted, double tolerance) {
    return Check.equal("plain loops in f64", found, wanted, tolerance);
  }

  private double loss(long done) {
    announce.accept(done);
    run.step(1);
    return run.block("loss").toArray()[0];
  }

  /// After one step Adam's first average is a tenth of the gradient. Weights and biases of a layer
  /// are compared as one array: the loss does not depend on the last biases, whose slope is
  /// rounding.
  private Check slopes(int layer, PlainVicreg plain) {
    double[] weights = run.block(averages.apply("w" + layer)).toArray();
    double[] biases = run.block(averages.apply("b" + layer)).toArray();
    double[] found =
        DoubleStream.concat(stream(weights), stream(biases)).map(m -> 10 * m).toArray();
    double[] wanted =
        DoubleStream.concat(stream(plain.weightSlope(layer)), stream(plain.biasSlope(layer)))
            .toArray();
    return against(found, wanted, 1e-3);
  }
}
