package org.ebm4j.training.embedding;

import org.ebm4j.api.engine.Run;
import org.ebm4j.training.data.Views;
import org.ebm4j.training.objective.Batches;
import org.ebm4j.training.objective.Feed;
import org.ebm4j.training.objective.Source;

/// Two views of each example of a batch.
final class ViewsFeed implements Feed {
  private final Views views;
  private final Source source;
  private final Batches batches;
  private final float[] first; // (batch, width)
  private final float[] second; // (batch, width)

  ViewsFeed(JointEmbedding objective, Encoder model, Source source) {
    int width = source.data().width();
    if (width != model.network().inputs()) {
      throw new IllegalArgumentException(
          "the data has rows of "
              + width
              + " numbers, but the encoder takes "
              + model.network().inputs());
    }
    this.views = new Views(objective.first(), objective.second(), source.seed());
    this.source = source;
    this.batches = new Batches(source);
    this.first = new float[source.batch() * width];
    this.second = new float[source.batch() * width];
  }

  @Override
  public void fill(Run run, long step) {
    views.fill(source.data(), batches.rows(step), Math.toIntExact(step), first, second);
    run.block(JointEmbedding.FIRST).set(first);
    run.block(JointEmbedding.SECOND).set(second);
  }
}
