package org.ebm4j.cli.train;

import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Goal;
import org.ebm4j.cli.config.Key;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.TrainedEncoder;
import org.ebm4j.training.Train;
import org.ebm4j.training.data.Augmentation;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Images;
import org.ebm4j.training.embedding.Encoder;
import org.ebm4j.training.embedding.JointEmbedding;
import org.ebm4j.training.embedding.NoRegulariser;
import org.ebm4j.training.embedding.Regulariser;
import org.ebm4j.training.embedding.Vicreg;
import org.ebm4j.training.gauge.Collapse;
import org.ebm4j.training.gauge.LinearProbe;
import org.ebm4j.training.gauge.Spectrum;

/// An encoder f of rows, trained so that two views of a row have one embedding.
///
/// What is saved beside its weights is the energy E(x, y) = |f(x) − f(y)|².
final class EncoderModel implements Model<Encoder> {
  private static final int WIDEST = 1 << 16;
  private static final int GAUGED = 1024; // rows
  private static final int PROBED = 5000; // rows

  private final Examples examples;
  private final long seed;
  private final Mlp network;
  private final JointEmbedding objective;

  EncoderModel(Configuration asked, Examples examples, long seed) {
    this.examples = examples;
    this.seed = seed;
    int embedding = asked.count(Key.EMBEDDING, 1, WIDEST);
    this.network = Layers.of("encoder", asked, examples.train().width(), embedding);
    int expander = asked.count(Key.EXPANDER, 0, WIDEST);
    JointEmbedding bare = JointEmbedding.of(views(asked, examples.train()), regulariser(asked));
    this.objective = expander == 0 ? bare : bare.expander(Mlp.of("expander", embedding, expander));
  }

  private static Regulariser regulariser(Configuration asked) {
    if (asked.goal() == Goal.NONE) {
      return NoRegulariser.standard();
    }
    String meaning = "three numbers of at least 0, as in [25, 25, 1]";
    double[] terms = asked.numbers(Key.VICREG, 3, meaning);
    if (Arrays.stream(terms).anyMatch(term -> term < 0)) {
      throw asked.wrong(Key.VICREG, meaning);
    }
    return Vicreg.official().coefficients(terms[0], terms[1], terms[2]);
  }

  private static Augmentation views(Configuration asked, Dataset train) {
    double contrast = asked.number(Key.CONTRAST, 0, 1);
    Augmentation values =
        Augmentation.contrast(1 - contrast, 1 + contrast, 0)
            .then(Augmentation.noise(asked.number(Key.JITTER, 0, Double.MAX_VALUE)))
            .then(Augmentation.mask(asked.number(Key.MASK, 0, 1), 0));
    if (train.shape().length == 2) {
      Images images = Images.of(train);
      double zoom = asked.number(Key.ZOOM, 0, 0.9);
      int reach = asked.count(Key.SHIFT, 0, images.width());
      return Augmentation.shift(images, reach, 0)
          .then(Augmentation.zoom(images, 1 - zoom, 1 + zoom, 0))
          .then(values);
    }
    for (Key key : new Key[] {Key.SHIFT, Key.ZOOM}) {
      if (asked.says(key)) {
        throw asked.wrong(
            "\"%s\" is for images, but a row has the shape %s; say \"shape\": [height, width], or leave it out"
                .formatted(key.word(), Arrays.toString(train.shape())));
      }
    }
    return values;
  }

  @Override
  public Train<Encoder> fit() {
    return Train.encoder(network).on(examples.train()).by(objective);
  }

  @Override
  public Map<String, Double> gauges(Encoder model, Engine engine) {
    Collapse collapse = Collapse.of(model.embed(gauged(), engine));
    return Map.of("std", collapse.std(), "rank", collapse.centredRank());
  }

  /// The rows that the gauges look at.
  private Dataset gauged() {
    Dataset rows = examples.test().size() >= 2 ? examples.test() : examples.train();
    return first(rows, GAUGED);
  }

  private static Dataset first(Dataset rows, int most) {
    int[] first = new int[Math.min(most, rows.size())];
    Arrays.setAll(first, i -> i);
    return rows.select(first);
  }

  @Override
  public void save(Encoder model, RunFolder folder) throws IOException {
    folder.save("encoder", model.weights());
    Space<float[]> rows = Space.real(examples.train().shape());
    Energy<float[], float[], Nothing> distance =
        Energy.over(rows, rows).plus("distance", (x, y) -> sq(network.of(x).minus(network.of(y))));
    distance
        .with(model.weights())
        .save(folder.subfolder("energy", "energy.json", "weights.safetensors"));
  }

  @Override
  public Found found(Encoder model, Engine engine) {
    Encoder untrained = Encoder.untrained(network, seed);
    Dataset rows = gauged();
    Dataset embedded = model.embed(rows, engine);
    Dataset random = untrained.embed(rows, engine);
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(TrainedEncoder.PARAMETERS, (double) network.parameters().count());
    figures.put(TrainedEncoder.ROWS, (double) examples.train().size());
    figures.put(TrainedEncoder.WIDTH, (double) network.outputs());
    figures.put(TrainedEncoder.STD, Collapse.of(embedded).std());
    figures.put(TrainedEncoder.RANK, Collapse.of(embedded).centredRank());
    figures.put(TrainedEncoder.STD_RANDOM, Collapse.of(random).std());
    figures.put(TrainedEncoder.RANK_RANDOM, Collapse.of(random).centredRank());
    if (examples.train().labelled() && examples.test().size() >= 2) {
      figures.put(TrainedEncoder.CLASSES, (double) examples.train().classes());
      figures.put(TrainedEncoder.PROBE, probe(model, engine));
      figures.put(TrainedEncoder.PROBE_RANDOM, probe(untrained, engine));
      figures.put(
          TrainedEncoder.PROBE_RAW,
          LinearProbe.fit(first(examples.train(), PROBED)).accuracy(examples.test()));
    }
    Weights arrays =
        Weights.empty()
            .with("spectrum", spectrum(embedded))
            .with("spectrum of random", spectrum(random));
    return new Found(TrainedEncoder.NAME, figures, arrays);
  }

  private double probe(Encoder encoder, Engine engine) {
    return LinearProbe.fit(encoder.embed(first(examples.train(), PROBED), engine))
        .accuracy(encoder.embed(examples.test(), engine));
  }

  private static Tensor spectrum(Dataset embedded) {
    double[] values = Spectrum.of(embedded).eigenvalues();
    return Tensor.of(values, values.length);
  }
}
