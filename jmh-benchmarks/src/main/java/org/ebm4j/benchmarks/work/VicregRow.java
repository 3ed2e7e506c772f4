package org.ebm4j.benchmarks.work;

import java.util.List;
import java.util.function.UnaryOperator;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;

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
    run.block("beta1").fill(1);
    run.block("beta2").fill(1);
    UnaryOperator<String> averages = name -> "mean of " + name;
    return new TrainedStep(run, UnaryOperator.identity(), averages, _ -> {})
        .checked(plain, VicregStep.flops(HIDDEN, OUT, BATCH));
  }

  @Override
  public List<Array> arrays() {
    return PlainVicreg.of(BATCH, HIDDEN, OUT).arrays();
  }
}
