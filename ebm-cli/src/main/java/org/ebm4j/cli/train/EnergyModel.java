package org.ebm4j.cli.train;

import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Key;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Grid;
import org.ebm4j.cli.story.TrainedEnergy;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;
import org.ebm4j.training.Train;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.gauge.EnergyGap;
import org.ebm4j.training.gauge.Mmd;
import org.ebm4j.training.objective.DenoisingScore;
import org.ebm4j.training.objective.Nce;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.training.objective.Walk;

/// E(y) = net(y) + prior · ½|y|², trained on rows.
///
/// It is looked at beside *shuffled* rows, in which every column is data but no two belong
/// together: an energy that has learned how columns hang together is lower on rows than on these.
final class EnergyModel implements Model<Given<float[], Nothing>> {
  private static final int GAUGED = 512; // rows
  private static final int DRAWN = 512; // chains
  private static final int WARM_UP = 1500;
  private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

  private final Examples examples;
  private final long seed;
  private final Given<float[], Nothing> energy;
  private final Objective<? super Given<float[], Nothing>> objective;

  EnergyModel(Configuration asked, Examples examples, long seed) {
    this.examples = examples;
    this.seed = seed;
    this.energy = energy(asked, examples.train());
    this.objective = objective(asked, examples.train());
  }

  private static Given<float[], Nothing> energy(Configuration asked, Dataset train) {
    Mlp net = Layers.of("net", asked, train.width(), 1);
    double prior = asked.number(Key.PRIOR, 0, UNBOUNDED);
    Given<float[], Nothing> bare =
        Energy.over(space(asked, train)).plus("net", y -> net.of(y).sum());
    return prior == 0 ? bare : bare.plus("prior", prior, y -> sq(y).times(.5));
  }

  /// Searches and chains begin where the rows lie.
  private static Space<float[]> space(Configuration asked, Dataset train) {
    Moments moments = Moments.of(train);
    Space<float[]> real = Space.real(train.shape());
    if (!asked.isNull(Key.BOX)) {
      double[] box = asked.numbers(Key.BOX, 2, "two numbers: [low, high]");
      if (!(box[0] < box[1])) {
        throw asked.wrong(Key.BOX, "[low, high] with low below high");
      }
      real = real.box(box[0], box[1]);
    }
    return real.origin(moments.means()).spread(moments.spread());
  }

  private static Objective<? super Given<float[], Nothing>> objective(
      Configuration asked, Dataset train) {
    return switch (asked.goal()) {
      case PCD -> contrastive(asked);
      case NCE -> Nce.fitted(train).ratio(asked.count(Key.RATIO, 1, 64));
      case DENOISING -> new DenoisingScore(positive(asked, Key.NOISE));
      case VICREG, NONE -> throw new IllegalStateException("these train encoders");
    };
  }

  private static PersistentCd contrastive(Configuration asked) {
    double step = positive(asked, Key.LANGEVIN_STEP);
    Walk walk = asked.truth(Key.ADJUSTED) ? Walk.adjusted(step) : Walk.unadjusted(step);
    return PersistentCd.of(walk)
        .steps(asked.count(Key.LANGEVIN_STEPS, 1, 100_000))
        .buffer(asked.count(Key.REPLAY, 1, 10_000_000))
        .restart(asked.number(Key.RESTART, 0, 1))
        .penalty(asked.number(Key.PENALTY, 0, UNBOUNDED));
  }

  private static double positive(Configuration asked, Key key) {
    double found = asked.number(key, 0, UNBOUNDED);
    if (found == 0 || Double.isInfinite(found)) {
      throw asked.wrong(key, "a positive number");
    }
    return found;
  }

  @Override
  public Train<Given<float[], Nothing>> fit() {
    return Train.energy(energy).on(examples.train()).by(objective);
  }

  @Override
  public Map<String, Double> gauges(Given<float[], Nothing> model, Engine engine) {
    Dataset rows = examples.test();
    if (rows.size() < 2) {
      return Map.of();
    }
    EnergyGap gap = gap(model.on(engine), rows, seed);
    return Map.of("energy gap", gap.gap(), "ranking", gap.ranking());
  }

  private static EnergyGap gap(Given<float[], Nothing> model, Dataset rows, long seed) {
    Dataset some = rows.select(first(Math.min(GAUGED, rows.size())));
    return EnergyGap.of(energies(model, some), energies(model, shuffled(some, seed)));
  }

  private static int[] first(int count) {
    int[] first = new int[count];
    Arrays.setAll(first, i -> i);
    return first;
  }

  private static double[] energies(Given<float[], Nothing> model, Dataset rows) {
    return model.problem().energies(doubles(rows.values()));
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  /// Every column in an order of its own.
  static Dataset shuffled(Dataset rows, long seed) {
    float[] values = new float[rows.size() * rows.width()];
    for (int column = 0; column < rows.width(); column++) {
      int[] order = RandomStream.of(seed, Purpose.DATA, column, 1).permutation(rows.size());
      for (int row = 0; row < order.length; row++) {
        values[row * rows.width() + column] = rows.get(order[row], column);
      }
    }
    return Dataset.of(values, rows.width()).shaped(rows.shape());
  }

  @Override
  public void save(Given<float[], Nothing> model, RunFolder folder) throws IOException {
    model.save(folder.subfolder("energy", "energy.json", "weights.safetensors"));
  }

  @Override
  public Found found(Given<float[], Nothing> model, Engine engine) {
    Given<float[], Nothing> on = model.on(engine);
    Samples samples =
        on.sample(Sampling.by(Mala.tuned(.01)), Chains.of(DRAWN).warmUp(WARM_UP).draws(1), seed)
            .samples();
    Dataset drawn = drawn(samples);
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(TrainedEnergy.PARAMETERS, (double) energy.parameters().count());
    figures.put(TrainedEnergy.ROWS, (double) examples.train().size());
    figures.put(
        TrainedEnergy.ACCEPTANCE,
        samples.info().stream().mapToDouble(Samples.ChainInfo::acceptance).average().orElse(0));
    Dataset test = examples.test();
    if (test.size() >= 2) {
      EnergyGap gap = gap(on, test, seed);
      figures.put(TrainedEnergy.RANKING, gap.ranking());
      figures.put(TrainedEnergy.GAP, gap.gap());
      distances(figures, drawn, test);
    }
    return new Found(TrainedEnergy.NAME, figures, arrays(on, drawn));
  }

  private void distances(SortedMap<String, Double> figures, Dataset drawn, Dataset test) {
    Dataset fresh = test.select(first(Math.min(DRAWN, test.size())));
    Dataset known = examples.train().select(first(Math.min(DRAWN, examples.train().size())));
    double bandwidth = Mmd.medianBandwidth(known, fresh);
    figures.put(TrainedEnergy.MMD, Mmd.squared(drawn, fresh, bandwidth));
    figures.put(TrainedEnergy.MMD_FLOOR, Mmd.squared(known, fresh, bandwidth));
    figures.put(TrainedEnergy.MMD_SHUFFLED, Mmd.squared(shuffled(known, ~seed), fresh, bandwidth));
  }

  private static Dataset drawn(Samples samples) {
    float[] values = new float[samples.chains() * samples.size()];
    for (int chain = 0; chain < samples.chains(); chain++) {
      for (int i = 0; i < samples.size(); i++) {
        values[chain * samples.size() + i] = (float) samples.get(chain, 0, i);
      }
    }
    return Dataset.of(values, samples.size());
  }

  private Weights arrays(Given<float[], Nothing> model, Dataset drawn) {
    Dataset train = examples.train();
    Weights arrays =
        Weights.empty()
            .with("data", some(train))
            .with("samples", some(drawn.shaped(train.shape())))
            .with("moments of data", Moments.of(train).tensor())
            .with("moments of samples", Moments.of(drawn).tensor());
    return train.width() == 2
        ? Grid.over(Moments.of(train).area()).added(arrays, model.problem()::energies)
        : arrays;
  }

  private static Tensor some(Dataset rows) {
    int count = Math.min(DRAWN, rows.size());
    int[] shape = rows.shape();
    int[] dims = new int[shape.length + 1];
    dims[0] = count;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    return Tensor.of(Arrays.copyOf(rows.values(), count * rows.width()), dims);
  }
}
