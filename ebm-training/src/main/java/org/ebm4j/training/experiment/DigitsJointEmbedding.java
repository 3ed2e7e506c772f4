package org.ebm4j.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.kernels.machine.Hardware;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.Train;
import org.ebm4j.training.Trained;
import org.ebm4j.training.data.Affine;
import org.ebm4j.training.data.Augmentation;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Split;
import org.ebm4j.training.embedding.Encoder;
import org.ebm4j.training.embedding.JointEmbedding;
import org.ebm4j.training.embedding.NoRegulariser;
import org.ebm4j.training.embedding.Regulariser;
import org.ebm4j.training.embedding.Vicreg;
import org.ebm4j.training.gauge.Collapse;
import org.ebm4j.training.gauge.FewLabels;
import org.ebm4j.training.gauge.LinearProbe;
import org.ebm4j.training.gauge.ProbeScores;
import org.ebm4j.training.gauge.Spectrum;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// Joint embedding of handwritten digits, with VICReg and with no regulariser: the same net, data,
/// views and seeds; one difference.
///
/// Two views of a digit — turned, sheared, stretched and moved a little, its contrast changed,
/// noisy — are to have the same embedding. Without a regulariser one point for all digits is a
/// perfect answer, and training finds it. Linear probes on the embeddings, of all training digits
/// with their labels and of ten a class, say how much of a digit's identity is left and how well it
/// is laid out; their floors are the same net with its first, random weights, and the pixels
/// themselves. Test digits are seen neither by training nor by the probes.
///
/// Fits do not depend on one another and are done on as many threads as the machine has; results
/// are the same on any number.
///
/// @param settings how long and how large
public record DigitsJointEmbedding(Settings settings) {
  /// Labelled digits of each class that the frugal probe sees.
  public static final int FEW = 10;

  /// The test share of the digits.
  private static final double TEST = .25;

  private static final int DRAWS = 10; // of the few
  private static final double RATE = 1e-2; // high, so that collapse is not a matter of patience

  /// How long and how large.
  ///
  /// @param steps of training
  /// @param hidden width of the encoder's two hidden layers
  /// @param embedding numbers an image becomes
  /// @param expander width of the space in which the regulariser acts
  /// @param seeds repetitions, each with weights, batches and split of its own
  /// @param readings of the gauges on the way
  public record Settings(
      int steps, int hidden, int embedding, int expander, int seeds, int readings) {
    /// The settings of the report.
    public static Settings full() {
      return new Settings(600, 128, 64, 128, 3, 20);
    }

    /// Rougher figures in less time.
    public static Settings quick() {
      return new Settings(150, 128, 64, 128, 3, 10);
    }

    /// Enough to see that everything works.
    public static Settings tiny() {
      return new Settings(6, 12, 4, 8, 2, 2);
    }
  }

  /// Accuracies of two linear probes on the same features.
  ///
  /// @param all that saw every training digit's label
  /// @param few that saw [#FEW] a class, the mean over draws
  public record Probed(double all, double few) {
    static Probed of(Dataset train, Dataset test, long seed) {
      return new Probed(
          LinearProbe.fit(train).accuracy(test),
          new FewLabels(FEW, DRAWS).accuracy(train, test, seed));
    }
  }

  /// One regulariser's part of the experiment.
  ///
  /// @param name what it is called in metrics
  /// @param gauges of the first seed over time, on the test digits: {@code std} (mean over
  ///   dimensions), {@code rank} (effective; 1 if all embeddings are the same), {@code sphere} (std
  ///   of z/|z| times √d)
  /// @param collapse gauges of the last embeddings, for every seed
  /// @param spectrum eigenvalues of the covariance of the first seed's, largest first
  /// @param probed for every seed
  /// @param weights of the first seed's encoder
  public record Arm(
      String name,
      List<Metrics> gauges,
      List<Collapse> collapse,
      double[] spectrum,
      List<Probed> probed,
      Weights weights) {
    public Arm {
      gauges = List.copyOf(gauges);
      collapse = List.copyOf(collapse);
      probed = List.copyOf(probed);
    }

    /// The mean of a gauge over the seeds.
    public double mean(ToDoubleFunction<Collapse> gauge) {
      return collapse.stream().mapToDouble(gauge).average().orElse(Double.NaN);
    }

    /// A probe's accuracy for every seed.
    public double[] accuracies(ToDoubleFunction<Probed> probe) {
      return probed.stream().mapToDouble(probe).toArray();
    }

    private static Arm of(String name, List<Repetition> seeds) {
      Repetition first = seeds.getFirst();
      return new Arm(
          name,
          first.gauges(),
          seeds.stream().map(Repetition::collapse).toList(),
          first.spectrum(),
          seeds.stream().map(Repetition::probed).toList(),
          first.weights());
    }
  }

  /// What came of it.
  ///
  /// @param none without a regulariser
  /// @param vicreg with VICReg
  /// @param random the encoder with its first weights
  /// @param raw no encoder: the pixels
  /// @param stopped whether the audience asked for an end before all was done; the figures then
  ///   mean nothing
  public record Result(Arm none, Arm vicreg, Arm random, Arm raw, boolean stopped) {
    /// A probe on VICReg's embeddings beside its floors.
    public ProbeScores vicregScores(ToDoubleFunction<Probed> probe) {
      return scores(vicreg, probe);
    }

    /// A probe on the unregularised embeddings beside its floors.
    public ProbeScores noneScores(ToDoubleFunction<Probed> probe) {
      return scores(none, probe);
    }

    private ProbeScores scores(Arm arm, ToDoubleFunction<Probed> probe) {
      return ProbeScores.of(arm.accuracies(probe), random.accuracies(probe), raw.accuracies(probe));
    }
  }

  /// Runs it.
  ///
  /// @param seed the repetition i has the seed {@code seed + i}
  /// @param engine that computes
  /// @param audience called by several threads, one at a time
  public Result run(long seed, Engine engine, Audience audience) {
    List<Function<Audience, Repetition>> tasks = new ArrayList<>();
    for (int i = 0; i < settings.seeds(); i++) {
      One one = new One(seed + i, i + 1, engine);
      tasks.add(told -> one.trained("none", NoRegulariser.standard(), told));
      tasks.add(told -> one.trained("vicreg", Vicreg.official(), told));
      tasks.add(_ -> one.untrained());
      tasks.add(_ -> one.pixels());
    }
    long steps = 2L * settings.seeds() * settings.steps();
    List<Repetition> all =
        new SideBySide<Repetition>("joint embedding", steps, audience)
            .run(Hardware.here().threads(), tasks);
    String[] names = {"none", "vicreg", "random", "raw"};
    Arm[] arms = new Arm[names.length];
    for (int a = 0; a < arms.length; a++) {
      List<Repetition> seeds = new ArrayList<>();
      for (int i = a; i < all.size(); i += arms.length) {
        seeds.add(all.get(i));
      }
      arms[a] = Arm.of(names[a], seeds);
    }
    return new Result(arms[0], arms[1], arms[2], arms[3], audience.stop());
  }

  private Mlp encoder() {
    return Mlp.of("encoder", 64, settings.hidden(), settings.hidden(), settings.embedding());
  }

  /// The views: what may change without the digit becoming another.
  public static Augmentation views() {
    return Affine.of(Digits.images(), 0)
        .rotation(Math.toRadians(12))
        .shear(.2)
        .stretch(.15)
        .shift(.75)
        .then(Augmentation.contrast(.8, 1.2, 0))
        .then(Augmentation.noise(.15));
  }

  /// What is read off one encoder of one seed.
  private record Repetition(
      List<Metrics> gauges, Collapse collapse, double[] spectrum, Probed probed, Weights weights) {}

  /// One repetition: four encoders on the same split.
  private final class One {
    private final long seed;
    private final int number;
    private final Engine engine;
    private final Split split;

    One(long seed, int number, Engine engine) {
      this.seed = seed;
      this.number = number;
      this.engine = engine;
      this.split = Digits.unit().split(TEST, seed);
    }

    Repetition trained(String name, Regulariser regulariser, Audience audience) {
      String run = name + " " + number;
      long reading = Math.max(1, settings.steps() / settings.readings());
      Mlp expander = Mlp.of("expander", settings.embedding(), settings.expander());
      Trained<Encoder> trained =
          Train.encoder(encoder())
              .on(split.train())
              .by(JointEmbedding.of(views(), regulariser).expander(expander))
              .optimizer(AdamW.of(Schedule.cosine(RATE)))
              .steps(settings.steps())
              .every(reading)
              .watch(reading, this::gauges)
              .metrics(m -> audience.metrics(run, m))
              .progress((done, total) -> audience.progress(run, done, total))
              .stopWhen(audience::stop)
              .engine(engine)
              .run(seed);
      return embedded(trained.model(), trained.history("rank"));
    }

    private Map<String, Double> gauges(Encoder encoder) {
      Collapse collapse = Collapse.of(encoder.embed(split.test(), engine));
      return Map.of("std", collapse.std(), "rank", collapse.rank(), "sphere", collapse.sphereStd());
    }

    Repetition untrained() {
      return embedded(Encoder.untrained(encoder(), seed), List.of());
    }

    Repetition pixels() {
      return read(split.train(), split.test(), List.of(), Weights.empty());
    }

    private Repetition embedded(Encoder encoder, List<Metrics> gauges) {
      Dataset train = encoder.embed(split.train(), engine);
      return read(train, encoder.embed(split.test(), engine), gauges, encoder.weights());
    }

    private Repetition read(Dataset train, Dataset test, List<Metrics> gauges, Weights weights) {
      return new Repetition(
          gauges,
          Collapse.of(test),
          Spectrum.of(test).eigenvalues(),
          Probed.of(train, test, seed),
          weights);
    }
  }
}
