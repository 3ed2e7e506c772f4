package org.ebm4j.training.objective;

import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Run;

/// Observation and answer of each example of a batch, and nothing else.
final class DataFeed implements Feed {
  private final ExampleRows examples;
  private final Batches batches;
  private final float[] xs; // (batch, nx)
  private final float[] ys; // (batch, ny)

  DataFeed(Energy<?, ?, ?> model, Source source) {
    this.examples = ExampleRows.of(model, source.data());
    this.batches = new Batches(source);
    this.xs = new float[source.batch() * examples.nx()];
    this.ys = new float[source.batch() * examples.ny()];
  }

  @Override
  public void fill(Run run, long step) {
    int[] rows = batches.rows(step);
    if (examples.nx() > 0) {
      examples.fillX(rows, xs);
      run.block(EnergyFormula.OBSERVED).set(xs);
    }
    examples.fillY(rows, ys);
    run.block(EnergyFormula.DATA).set(ys);
  }
}
