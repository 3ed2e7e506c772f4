package org.ebm4j.training.objective;

import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;

/// Data and the samples of persistent chains, for [PersistentCd].
final class ReplayFeed implements Feed {
  private static final String BUFFER = "replay";
  private static final long CHOICE =
      1L << 40; // beyond the rows, whose starts have streams of their own

  private final PersistentCd cd;
  private final Energy<?, ?, ?> model;
  private final Source source;
  private final ExampleRows examples;
  private final Batches batches;
  private final Walkers walkers;
  private final float[] buffer; // (chains, ny)
  private final float[] xs; // (batch, nx)
  private final float[] ys; // (batch, ny)

  ReplayFeed(PersistentCd cd, Energy<?, ?, ?> model, Source source) {
    this.cd = cd;
    this.model = model;
    this.source = source;
    this.examples = ExampleRows.of(model, source.data());
    this.batches = new Batches(source);
    this.xs = new float[source.batch() * examples.nx()];
    this.ys = new float[source.batch() * examples.ny()];
    this.buffer = new float[chains() * examples.ny()];
    for (int row = 0; row < chains(); row++) {
      start(row, 0, buffer, row * examples.ny());
    }
    this.walkers = new Walkers(cd.walk(), cd.steps(), model, source);
  }

  private boolean conditional() {
    return examples.nx() > 0;
  }

  private int chains() {
    return conditional() ? source.data().size() : cd.buffer();
  }

  private void start(long row, long step, float[] out, int at) {
    double[] numbers = new double[examples.ny()];
    model.ys().start(source.seed(), step * chains() + row, numbers, 0);
    for (int k = 0; k < numbers.length; k++) {
      out[at + k] = (float) numbers[k];
    }
  }

  @Override
  public void fill(Run run, long step) {
    int[] rows = batches.rows(step);
    if (conditional()) {
      examples.fillX(rows, xs);
      run.block(EnergyFormula.OBSERVED).set(xs);
      walkers.observe(xs);
    }
    examples.fillY(rows, ys);
    run.block(EnergyFormula.DATA).set(ys);
    int[] chosen = choose(rows, step);
    walkers.walk(run, step, ys);
    run.block(EnergyFormula.MODEL).set(ys);
    int n = examples.ny();
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(ys, i * n, buffer, chosen[i] * n, n);
    }
  }

  /// Puts the chosen chains' points into `ys`, some of them started anew.
  private int[] choose(int[] rows, long step) {
    RandomStream random = RandomStream.of(source.seed(), Purpose.START, CHOICE, (int) step);
    int n = examples.ny();
    int[] chosen = rows.clone();
    for (int i = 0; i < chosen.length; i++) {
      if (!conditional()) {
        chosen[i] = random.below(chains());
      }
      if (random.uniform() <= cd.restart()) {
        start(i, step + 1, ys, i * n);
      } else {
        System.arraycopy(buffer, chosen[i] * n, ys, i * n, n);
      }
    }
    return chosen;
  }

  @Override
  public Weights state() {
    return Weights.empty().with(BUFFER, Tensor.of(buffer, chains(), examples.ny()));
  }

  @Override
  public void restore(Weights state) {
    state.get(BUFFER).copyTo(buffer);
  }

  @Override
  public void close() {
    walkers.close();
  }
}
