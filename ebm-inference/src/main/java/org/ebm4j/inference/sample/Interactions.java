package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.api.space.Component;

/// Which sites of an energy have a term in common, from its second derivatives H at random points
/// of the box.
///
/// For a random direction d that is zero outside a block, (Hd)ᵢ is zero for every site i of the
/// block only if no two of its sites interact, nor any with itself: one product tells what a block
/// is worth, n of them the whole graph. Zeros are exact or rounded away in f64; a chance
/// cancellation has probability zero. Derivatives between the values of a site say nothing of an
/// energy with a corner or a jump, so the blocks found are tried on random points of the space
/// itself: there, moving a block must change E by what the gradient says.
final class Interactions {
  private static final int POINTS = 3;
  private static final int BATCH = 256; // directions at once
  private static final int MOST_COLOURED = 1 << 14; // sites; a graph of more is left to the caller
  private static final double ROUNDING = 1e-9;
  private static final long SEED = 0x6a09e667f3bcc908L; // any: no result depends on it

  private final Problem problem; // in F64
  private final Moves moves;
  private final Sites sites;
  private final int numbers;
  private final double[][] points = new double[POINTS][]; // inside the box

  Interactions(Problem asked) {
    problem = asked.in(Precision.F64);
    sites = Sites.of(problem);
    moves = new Moves(problem, sites);
    numbers = problem.size();
    Bounds box = problem.bounds();
    for (int point = 0; point < POINTS; point++) {
      double[] share = new double[numbers];
      RandomStream.of(SEED, Purpose.START, point, 0).uniforms(share);
      for (int i = 0; i < numbers; i++) {
        share[i] = box.low().get(i) + share[i] * (box.high().get(i) - box.low().get(i));
      }
      points[point] = share;
    }
  }

  // ---- blocks

  /// The first of the usual partitions that holds, else a colouring of the graph.
  Blocks blocks() {
    for (Blocks usual : usual()) {
      if (conflict(usual).isEmpty() && moves.gap(usual) == 0) {
        return usual;
      }
    }
    Blocks coloured = coloured();
    moves.require(coloured);
    return coloured;
  }

  /// All sites at once; each component a block; in each component the parity of the sum of the
  /// indices.
  private List<Blocks> usual() {
    int[] component = sites.owners();
    int[] parity = new int[sites.count()];
    for (int site = 0; site < parity.length; site++) {
      Component one = sites.components().get(component[site]);
      int place = sites.begin(site) - one.offset();
      parity[site] = 2 * component[site] + indexSum(one.shape().strides(), place) % 2;
    }
    return List.of(numbered(new int[parity.length]), numbered(component), numbered(parity));
  }

  private static int indexSum(int[] strides, int flat) {
    int sum = 0;
    int rest = flat;
    for (int stride : strides) {
      sum += rest / stride;
      rest %= stride;
    }
    return sum;
  }

  /// Colours without gaps.
  private static Blocks numbered(int[] colours) {
    int[] used = Arrays.stream(colours).distinct().sorted().toArray();
    return Blocks.of(Arrays.stream(colours).map(c -> Arrays.binarySearch(used, c)).toArray());
  }

  /// Every site in turn takes the first colour that none of its neighbours has.
  private Blocks coloured() {
    if (sites.count() > MOST_COLOURED) {
      throw new IllegalArgumentException(
          "BlockGibbs finds the blocks of other graphs than chequerboards and layers for at most "
              + MOST_COLOURED
              + " sites, found "
              + sites.count()
              + "; give them by blocks(Blocks.of(…))");
    }
    List<BitSet> neighbours = neighbours();
    int[] colours = new int[sites.count()];
    for (int site = 0; site < colours.length; site++) {
      BitSet taken = new BitSet();
      BitSet mine = neighbours.get(site);
      for (int other = mine.nextSetBit(0); other >= 0 && other < site; ) {
        taken.set(colours[other]);
        other = mine.nextSetBit(other + 1);
      }
      colours[site] = taken.nextClearBit(0);
    }
    return Blocks.of(colours);
  }

  /// These blocks, if they hold.
  Blocks require(Blocks given) {
    if (given.sites() != sites.count()) {
      throw new IllegalArgumentException(
          "BlockGibbs: the blocks are of "
              + given.sites()
              + " sites, but the unknown has "
              + sites.count()
              + "; number the block of every one");
    }
    conflict(given)
        .ifPresent(site -> {
          requireLinear(site);
          throw new IllegalArgumentException(
              "BlockGibbs: "
                  + sites.label(problem, site)
                  + " interacts with another site of its block "
                  + (int) given.colours().get(site)
                  + "; put them in different blocks, or leave the blocks out to have them found");
        });
    moves.require(given);
    return given;
  }

  /// A site that interacts with its own block, if there is one.
  private Optional<Integer> conflict(Blocks blocks) {
    List<double[]> directions = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      directions.add(direction(block, blocks.of(block)));
    }
    for (double[] point : points) {
      double[] products = products(point, directions);
      double zero = zero(products);
      for (int block = 0; block < blocks.count(); block++) {
        for (int site : blocks.of(block)) {
          int row = block * numbers;
          if (sites.numbers(site).anyMatch(i -> !(Math.abs(products[row + i]) <= zero))) {
            return Optional.of(site);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// A random direction that moves these sites only.
  private double[] direction(int number, int... moved) {
    double[] random = new double[numbers];
    RandomStream.of(SEED, Purpose.NOISE, number, 0).normals(random);
    double[] direction = new double[numbers];
    sites.numbers(moved).forEach(i -> direction[i] = random[i]);
    return direction;
  }

  // ---- the graph

  /// For every site the others it interacts with.
  private List<BitSet> neighbours() {
    int[] owner = owners();
    List<BitSet> graph = new ArrayList<>();
    for (int site = 0; site < sites.count(); site++) {
      graph.add(new BitSet(sites.count()));
    }
    for (double[] point : points) {
      for (int first = 0; first < graph.size(); first += BATCH) {
        int end = Math.min(graph.size(), first + BATCH);
        List<double[]> directions =
            IntStream.range(first, end).mapToObj(site -> direction(site, site)).toList();
        double[] rows = products(point, directions);
        double zero = zero(rows);
        for (int i = 0; i < rows.length; i++) {
          if (!(Math.abs(rows[i]) <= zero)) {
            graph.get(first + i / numbers).set(owner[i % numbers]);
          }
        }
      }
    }
    for (int site = 0; site < graph.size(); site++) {
      if (graph.get(site).get(site)) {
        requireLinear(site);
      }
    }
    return graph;
  }

  /// For every number its site.
  private int[] owners() {
    int[] owners = new int[numbers];
    for (int site = 0; site < sites.count(); site++) {
      Arrays.fill(owners, sites.begin(site), sites.begin(site) + sites.width(site), site);
    }
    return owners;
  }

  /// Directions along single numbers.
  List<double[]> units(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> {
          double[] unit = new double[numbers];
          unit[number] = 1;
          return unit;
        })
        .toList();
  }

  private void requireLinear(int site) {
    for (double[] point : points) {
      for (int one : sites.numbers(site).toArray()) {
        double[] row = products(point, units(one, one + 1));
        for (int other : sites.numbers(site).toArray()) {
          if (!(Math.abs(row[other]) <= ROUNDING)) {
            throw new IllegalArgumentException(
                "BlockGibbs needs an energy that is linear in every single site, found the second derivative "
                    + row[other]
                    + " by "
                    + problem.labels().get(one)
                    + (one == other ? "" : " and " + problem.labels().get(other))
                    + "; multiply different sites only: a spin's square is 1, a bit's or a category's is itself, and what a latent was summed out of needs that latent back");
          }
        }
      }
    }
  }

  /// H at the point times each direction, one after another.
  double[] products(double[] point, List<double[]> directions) {
    double[] flat = new double[directions.size() * numbers];
    double[] repeated = new double[flat.length];
    for (int row = 0; row < directions.size(); row++) {
      System.arraycopy(directions.get(row), 0, flat, row * numbers, numbers);
      System.arraycopy(point, 0, repeated, row * numbers, numbers);
    }
    try (Run run = problem.curvature().start(directions.size(), 0)) {
      problem.bind(run, new int[directions.size()]);
      run.block("u").set(repeated);
      run.block("direction").set(flat);
      run.step(1);
      return run.block("product").toArray();
    }
  }

  /// ∇E at a point.
  double[] gradient(double[] point) {
    try (Run run = problem.energyAndGradient().start(1, 0)) {
      problem.bind(run, new int[1]);
      run.block("u").set(point);
      run.step(1);
      return run.block("gradient").toArray();
    }
  }

  Problem problem() {
    return problem;
  }

  Sites sites() {
    return sites;
  }

  /// A random point inside the box.
  double[] point(int number) {
    return points[number];
  }

  /// What counts as zero among these numbers.
  static double zero(double[] numbers) {
    return ROUNDING * Arrays.stream(numbers).map(Math::abs).max().orElse(0);
  }
}
