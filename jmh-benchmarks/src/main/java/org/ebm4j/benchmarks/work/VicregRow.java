package org.ebm4j.benchmarks.work;

import static java.util.Arrays.stream;

import java.util.List;
import java.util.stream.DoubleStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// One training step of a joint-embedding net 64-256-256-512 with VICReg on two views of 256 rows:
/// forward, back and Adam in one program.
record VicregRow() implements Row {
  private static final int BATCH = 256;
  private static final int HIDDEN = 256;
  private static final int OUT = 512;

  @Override
  public String name() {
    return "train-vicreg";
  }

  @Override
  public String work() {
    return "training step, VICReg 25/25/1, net 64-256-256-512, batch 256, Adam, f32";
  }

  @Override
  public Job prepare(Setup setup) {
    PlainVicreg plain = PlainVicreg.of(BATCH, HIDDEN, OUT);
    Run run = setup.engine().compile(VicregStep.of(HIDDEN, OUT), Precision.F32).start(BATCH, 1);
    plain.arrays().forEach(array -> run.block(array.name()).set(array.values()));
    run.block("beta1").fill(1);
    run.block("beta2").fill(1);
    run.step(1);
    double firstLoss = run.block("loss").toArray()[0];
    double wantedLoss = plain.backward();
    Check check =
        Check.equal(
            "plain loops in f64", new double[] {firstLoss}, new double[] {wantedLoss}, 1e-4);
    for (int layer = 0; layer < 3; layer++) {
      check = check.and(slopes(run, layer, plain));
    }
    plain.adam();
    run.step(1);
    double[] second = run.block("loss").toArray();
    check =
        check.and(
            Check.equal(
                "plain loops in f64, after a step", second, new double[] {plain.loss()}, 1e-3));
    run.step(1);
    double third = run.block("loss").toArray()[0];
    return Steps.of(run, check, VicregStep.flops(HIDDEN, OUT, BATCH)).answering(third);
  }

  @Override
  public List<Array> arrays() {
    return PlainVicreg.of(BATCH, HIDDEN, OUT).arrays();
  }

  /// After one step Adam's first average is a tenth of the gradient. Weights and biases of a layer
  /// are compared as one array: the loss does not depend on the last biases, whose slope is
  /// rounding.
  private static Check slopes(Run run, int layer, PlainVicreg plain) {
    double[] weights = run.block("m" + 2 * layer).toArray();
    double[] biases = run.block("m" + (2 * layer + 1)).toArray();
    double[] found =
        DoubleStream.concat(stream(weights), stream(biases)).map(m -> 10 * m).toArray();
    double[] wanted =
        DoubleStream.concat(stream(plain.weightSlope(layer)), stream(plain.biasSlope(layer)))
            .toArray();
    return Check.equal("plain loops in f64", found, wanted, 1e-3);
  }
}
