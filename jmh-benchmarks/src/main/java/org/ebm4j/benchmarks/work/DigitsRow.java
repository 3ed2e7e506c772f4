package org.ebm4j.benchmarks.work;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.training.Train;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Views;
import org.ebm4j.training.embedding.Encoder;
import org.ebm4j.training.embedding.JointEmbedding;
import org.ebm4j.training.embedding.Vicreg;
import org.ebm4j.training.experiment.DigitsJointEmbedding;
import org.ebm4j.training.optimizer.AdamW;

/// The step of `train-vicreg` as [Train] makes it, on two views of real handwritten digits.
///
/// The views of one batch are made before the timing, for others get the same; what a step takes
/// whose views are made first is a further figure.
record DigitsRow() implements Row {
  private static final int BATCH = 256;
  private static final int HIDDEN = 256;
  private static final int OUT = 512;
  private static final long SEED = 1;
  private static final int WHOLE = 120; // steps with views made, of which the second half counts
  private static final AdamW ADAM = AdamW.of(1e-3);

  @Override
  public String name() {
    return "train-digits";
  }

  @Override
  public String work() {
    return "training step on two views of 256 handwritten digits as `Train` makes it, VICReg 25/25/1, net 64-256-256-512, Adam, f32";
  }

  /// The official code's variance term is the mean of both views', the row's their sum: 50 there
  /// are 25 here.
  static Train<Encoder> fit() {
    Mlp net = Mlp.of("net", 64, HIDDEN, HIDDEN, OUT).activation(Unary.RELU);
    return Train.encoder(net)
        .on(Digits.unit())
        .by(
            JointEmbedding.of(
                DigitsJointEmbedding.views(), Vicreg.official().coefficients(25, 50, 1)))
        .optimizer(ADAM)
        .batch(BATCH);
  }

  @Override
  public Job prepare(Setup setup) {
    Run run = setup.engine().compile(fit().step(), Precision.F32).start(BATCH, SEED);
    return new TrainedStep(run, DigitsRow::name, DigitsRow::average, done -> announce(run, done))
        .checked(plain(), VicregStep.flops(HIDDEN, OUT, BATCH))
        .telling(() -> Map.of("with_views_us", withViews(setup.engine())));
  }

  /// What the program calls an array of the plain loops.
  private static String name(String plain) {
    return switch (plain.charAt(0)) {
      case 'x' -> JointEmbedding.FIRST;
      case 'y' -> JointEmbedding.SECOND;
      case 'w' -> "net/" + plain.charAt(1) + "/weight";
      default -> "net/" + plain.charAt(1) + "/bias";
    };
  }

  private static String average(String plain) {
    return ADAM.slots().getFirst() + "/" + name(plain);
  }

  private static void announce(Run run, long done) {
    ADAM.settings(done, WHOLE).forEach((name, value) -> run.block(name).fill(value));
  }

  private static PlainVicreg plain() {
    Dataset digits = Digits.unit();
    float[] first = new float[BATCH * digits.width()];
    float[] second = new float[BATCH * digits.width()];
    int[] rows = digits.epoch(BATCH, SEED, 0).rows(0);
    Views.of(DigitsJointEmbedding.views(), SEED).fill(digits, rows, 0, first, second);
    return PlainVicreg.of(BATCH, HIDDEN, OUT, first, second);
  }

  @Override
  public List<Array> arrays() {
    return plain().arrays();
  }

  /// The median of microseconds from step to step of a fit.
  private static double withViews(Engine engine) {
    long[] ends = new long[WHOLE];
    fit()
        .engine(engine)
        .steps(WHOLE)
        .progress((done, _) -> ends[(int) done - 1] = System.nanoTime())
        .run(SEED);
    double[] steps = new double[WHOLE / 2];
    for (int i = 0; i < steps.length; i++) {
      int end = WHOLE - 1 - i;
      steps[i] = (ends[end] - ends[end - 1]) / 1e3;
    }
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }
}
