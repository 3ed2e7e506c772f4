package org.ebm4j.kernels.spin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.elementary.Elementary;
import org.ebm4j.kernels.elementary.Noise;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.loop.Primitive;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.Runs;

/// The loop program of a sweep: for every block its random words, then for every patch one nest
/// that pulls and draws.
///
/// Couplings lie in the order in which they are read: patch after patch, site after site.
record PairProgram(List<List<Patch>> blocks, List<PairLattice.Term> terms, int sites, SiteCode code)
    implements Translated.Sweep {
  private static final String COUPLINGS = "couplings";
  private static final int U = 0;
  private static final int COUPLING = 1;
  private static final int WORD = 2;
  private static final int WORDS = 4; // of a block of random words

  private int perSite() {
    return terms.size() + code.width();
  }

  private static int count(List<Patch> block) {
    return block.stream().mapToInt(Patch::count).sum();
  }

  @Override
  public LoopProgram program() {
    List<Kernel> kernels = new ArrayList<>();
    int drawn = 0;
    int before = 0;
    int most = 0;
    for (List<Patch> block : blocks) {
      int words = (count(block) + WORDS - 1) / WORDS;
      kernels.add(
          new Kernel.Words(WORD, words, drawn, Purpose.NOISE.code(), new Lanes.Chains(), ""));
      int word = 0;
      for (Patch patch : block) {
        kernels.add(draw(patch, before + word, word));
        word += patch.count();
      }
      before += word;
      drawn += words;
      most = Math.max(most, WORDS * words);
    }
    Buffer u = new Buffer(U, "u", Region.CHAIN, sites * code.width(), false, true, 0);
    Buffer couplings =
        new Buffer(COUPLING, COUPLINGS, Region.SHARED, sites * perSite(), false, false, 0);
    Buffer words = new Buffer(WORD, "words", Region.SCRATCH, most, true, true, 0);
    return new LoopProgram(
        "sweep over pairs",
        Precision.F32,
        true,
        List.of(u, couplings, words),
        List.of(new Phase(Phase.Kind.SHARED, List.of()), new Phase(Phase.Kind.CHAINS, kernels)),
        Map.of("u", U, COUPLINGS, COUPLING),
        Map.of(),
        -1,
        Map.of());
  }

  /// @param site how many come before the patch
  /// @param word the first one's random word
  private Kernel draw(Patch patch, int site, int word) {
    CodeBuilder builder = new CodeBuilder(Precision.F32);
    Draw draw = new Draw(builder, patch, site);
    int[] rises = draw.rises();
    Access drawn = new Access(WORD, word, List.of(patch.extents().get(1), 1));
    int chance = new Noise(draw.functions).uniform(builder.loadWord(drawn));
    if (code.width() == 1) {
      draw.either(rises[0], chance);
    } else {
      draw.oneHot(rises, chance);
    }
    return new Kernel.Nest(
        patch.extents(), List.of(), List.of(), List.of(), builder.code(), new Lanes.Chains(), "");
  }

  /// The code that draws a site.
  private final class Draw {
    final CodeBuilder builder;
    final Elementary functions;
    final Patch patch;
    final int site;

    Draw(CodeBuilder builder, Patch patch, int site) {
      this.builder = builder;
      this.functions = new Elementary(builder);
      this.patch = patch;
      this.site = site;
    }

    private Access number(int ahead, int number) {
      int width = code.width();
      List<Integer> strides = patch.strides().stream().map(stride -> stride * width).toList();
      return new Access(U, (patch.first() + ahead) * width + number, strides);
    }

    private int coupling(int number) {
      int per = perSite();
      List<Integer> strides = List.of(patch.extents().get(1) * per, per);
      return builder.load(new Access(COUPLING, site * per + number, strides));
    }

    /// r, by fma in the order of the terms, begun with the field.
    int[] rises() {
      int[] rises = new int[code.width()];
      for (int i = 0; i < rises.length; i++) {
        rises[i] = coupling(terms.size() + i);
      }
      for (int t = 0; t < terms.size(); t++) {
        PairLattice.Term term = terms.get(t);
        int other = builder.load(number(patch.ahead().get(term.neighbour()), term.other()));
        int to = term.number();
        rises[to] = builder.apply(Primitive.FMA, other, coupling(t), rises[to]);
      }
      return rises;
    }

    /// The first value with its probability: U < 1/(1 + eʳ), without the division.
    void either(int rise, int chance) {
      int high = builder.literal(code.number(0, 0));
      int low = builder.literal(code.number(1, 0));
      int gap = builder.literal(code.number(0, 0) - code.number(1, 0));
      int odds = functions.exp(builder.apply(Primitive.MUL, rise, gap));
      int reached = builder.apply(Primitive.FMA, chance, odds, chance);
      int mask = builder.apply(Primitive.LESS, reached, builder.literal(1));
      builder.store(number(0, 0), builder.apply(Primitive.BLEND, mask, high, low));
    }

    /// Of the sums of exp(least r − r) the first that is above U times all of them.
    void oneHot(int[] rises, int chance) {
      int least = rises[0];
      for (int rise : rises) {
        least = builder.apply(Primitive.MIN, least, rise);
      }
      int[] sums = new int[rises.length];
      for (int c = 0; c < sums.length; c++) {
        int weight = functions.exp(builder.apply(Primitive.SUB, least, rises[c]));
        sums[c] = c == 0 ? weight : builder.apply(Primitive.ADD, sums[c - 1], weight);
      }
      int threshold = builder.apply(Primitive.MUL, chance, sums[sums.length - 1]);
      int one = builder.literal(1);
      int left = one; // 1 while no category was reached
      for (int c = 0; c < sums.length - 1; c++) {
        int reached = builder.apply(Primitive.LESS, threshold, sums[c]);
        builder.store(number(0, c), builder.apply(Primitive.AND, reached, left));
        left = builder.apply(Primitive.AND_NOT, reached, left);
      }
      builder.store(number(0, sums.length - 1), left);
    }
  }

  Run start(Executor executor, double[] couplings, int chains, long seed, Pool pool) {
    Node u = Node.leaf(new Op.Input("u"), Shape.of(sites * code.width()));
    Node shared = Node.leaf(new Op.Setting(COUPLINGS), Shape.of(sites * perSite()));
    Computation arrays =
        new Computation(
            "sweep over pairs",
            List.of(new Computation.Carry(u, u)),
            List.of(new Computation.Output(COUPLINGS, shared))); // names only
    Run run = Runs.start(arrays, executor, chains, seed, pool);
    run.block(COUPLINGS).set(inOrder(couplings));
    return run;
  }

  private double[] inOrder(double... couplings) {
    double[] ordered = new double[couplings.length];
    int per = perSite();
    int[] order = blocks.stream().flatMap(List::stream).flatMapToInt(Patch::sites).toArray();
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(couplings, order[i] * per, ordered, i * per, per);
    }
    return ordered;
  }
}
