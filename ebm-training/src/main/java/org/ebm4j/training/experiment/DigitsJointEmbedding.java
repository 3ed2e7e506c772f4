package org.ebm4j.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Augmentation;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Images;
import org.ebm4j.training.data.Split;
import org.ebm4j.training.embedding.Encoder;
import org.ebm4j.training.embedding.JointEmbedding;
import org.ebm4j.training.embedding.NoRegulariser;
import org.ebm4j.training.embedding.Regulariser;
import org.ebm4j.training.embedding.Vicreg;
import org.ebm4j.training.gauge.Collapse;
import org.ebm4j.training.gauge.LinearProbe;
import org.ebm4j.training.gauge.ProbeScores;
import org.ebm4j.training.gauge.Spectrum;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// Joint embedding of handwritten digits, with VICReg and with no regulariser: the same net, data,
/// views and seeds; one difference.
///
/// Two views of a digit — shifted, zoomed, its contrast changed, noisy, some pixels hidden — are to
/// have the same embedding. Without a regulariser one point for all digits is a perfect answer, and
/// training finds it. A linear probe on the embeddings of digits that training never saw says how
/// much of their identity is left; its floors are the same net with its first, random weights, and
/// the pixels themselves.
///
/// @param settings how long and how large
public record DigitsJointEmbedding(Settings settings) {
  /// The test share of the digits.
  private static final double TEST = .25;

  /// How long and how large.
  ///
  /// @param steps of training
  /// @param hidden width of the encoder's hidden layer
  /// @param embedding numbers an image becomes
  /// @param expander width of the space in which the regulariser acts
  /// @param seeds repetitions, each with weights, batches and split of its own
  /// @param readings of the gauges on the way
  public record Settings(
      int steps, int hidden, int embedding, int expander, int seeds, int readings) {
    /// The settings of the report.
    public static Settings full() {
      return new Settings(800, 256, 64, 128, 3, 20);
    }

    /// Rougher figures in less time.
    public static Settings quick() {
      return new Settings(150, 128, 32, 64, 3, 10);
    }

    /// Enough to see that everything works.
    public static Settings tiny() {
      return new Settings(6, 12, 4, 8, 2, 2);
    }
  }

  /// One regulariser's part of the experiment.
  ///
  /// @param name what it is called in metrics
  /// @param gauges of the first seed over time: {@code std} (mean over dimensions), {@code rank}
  ///   (effective, of centred embeddings), {@code sphere} (the std of vectors spread evenly on the
  ///   sphere)
  /// @param collapse gauges of the last embeddings of the first seed
  /// @param spectrum eigenvalues of their covariance, largest first
  /// @param accuracy of the linear probe, for every seed
  /// @param weights of the first seed's encoder
  public record Arm(
      String name,
      List<Metrics> gauges,
      Collapse collapse,
      double[] spectrum,
      List<Double> accuracy,
      Weights weights) {
    public Arm {
      gauges = List.copyOf(gauges);
      accuracy = List.copyOf(accuracy);
    }
  }

  /// What came of it.
  ///
  /// @param none without a regulariser
  /// @param vicreg with VICReg
  /// @param random accuracy of the probe on the untrained encoder, for every seed
  /// @param raw accuracy of the probe on the pixels, for every seed
  /// @param stopped whether the audience asked for an end before all was done
  public record Result(
      Arm none, Arm vicreg, List<Double> random, List<Double> raw, boolean stopped) {
    public Result {
      random = List.copyOf(random);
      raw = List.copyOf(raw);
    }

    /// The probe on VICReg's embeddings beside its floors.
    public ProbeScores vicregScores() {
      return ProbeScores.of(array(vicreg.accuracy()), array(random), array(raw));
    }

    /// The probe on the unregularised embeddings beside its floors.
    public ProbeScores noneScores() {
      return ProbeScores.of(array(none.accuracy()), array(random), array(raw));
    }

    private static double[] array(List<Double> numbers) {
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /// Runs it.
  ///
  /// @param seed seed s of the repetition i is seed + i
  /// @param engine that computes
  public Result run(long seed, Engine engine, Audience audience) {
    List<Double> random = new ArrayList<>();
    List<Double> raw = new ArrayList<>();
    Part none = new Part("none", NoRegulariser.standard(), engine, audience);
    Part vicreg = new Part("vicreg", Vicreg.official(), engine, audience);
    for (int i = 0; i < settings.seeds(); i++) {
      Split split = Digits.unit().split(TEST, seed + i);
      none.repeat(split, seed, i);
      vicreg.repeat(split, seed, i);
      Encoder untrained = Encoder.untrained(encoder(), seed + i);
      random.add(probe(untrained, split, engine));
      raw.add(LinearProbe.fit(split.train()).accuracy(split.test()));
      if (audience.stop()) {
        break;
      }
    }
    return new Result(none.arm(), vicreg.arm(), random, raw, audience.stop());
  }

  private Mlp encoder() {
    return Mlp.of("encoder", 64, settings.hidden(), settings.embedding());
  }

  private static double probe(Encoder encoder, Split split, Engine engine) {
    return LinearProbe.fit(encoder.embed(split.train(), engine))
        .accuracy(encoder.embed(split.test(), engine));
  }

  /// The views: what may change without the digit becoming another.
  private static Augmentation views() {
    Images images = new Images(8, 8);
    return Augmentation.shift(images, 1, 0)
        .then(Augmentation.zoom(images, .85, 1.15, 0))
        .then(Augmentation.contrast(.8, 1.2, 0))
        .then(Augmentation.noise(.05))
        .then(Augmentation.mask(.1, 0));
  }

  /// One arm being made, repetition by repetition.
  private final class Part {
    private final String name;
    private final Regulariser regulariser;
    private final Engine engine;
    private final Audience audience;
    private final List<Double> accuracy = new ArrayList<>();
    private final List<Trained<Encoder>> kept = new ArrayList<>();
    private final List<Dataset> seen = new ArrayList<>();

    Part(String name, Regulariser regulariser, Engine engine, Audience audience) {
      this.name = name;
      this.regulariser = regulariser;
      this.engine = engine;
      this.audience = audience;
    }

    void repeat(Split split, long seed, int number) {
      String run = name + " " + (number + 1);
      Mlp expander = Mlp.of("expander", settings.embedding(), settings.expander());
      Trained<Encoder> trained =
          Train.encoder(encoder())
              .on(split.train())
              .by(JointEmbedding.of(views(), regulariser).expander(expander))
              .optimizer(AdamW.of(Schedule.cosine(2e-3)))
              .steps(settings.steps())
              .every(Math.max(1, settings.steps() / settings.readings()))
              .watch(
                  Math.max(1, settings.steps() / settings.readings()), e -> gauges(e, split.test()))
              .metrics(m -> audience.metrics(run, m))
              .progress((done, total) -> audience.progress(run, done, total))
              .stopWhen(audience::stop)
              .engine(engine)
              .run(seed + number);
      accuracy.add(probe(trained.model(), split, engine));
      if (number == 0) {
        kept.add(trained);
        seen.add(split.test());
      }
    }

    private Map<String, Double> gauges(Encoder encoder, Dataset test) {
      Collapse collapse = Collapse.of(encoder.embed(test, engine));
      return Map.of(
          "std", collapse.std(), "rank", collapse.centredRank(), "sphere", collapse.sphereStd());
    }

    Arm arm() {
      Trained<Encoder> trained = kept.getFirst();
      Dataset embedded = trained.model().embed(seen.getFirst(), engine);
      return new Arm(
          name,
          trained.history("rank"),
          Collapse.of(embedded),
          Spectrum.of(embedded).eigenvalues(),
          accuracy,
          trained.model().weights());
    }
  }
}
