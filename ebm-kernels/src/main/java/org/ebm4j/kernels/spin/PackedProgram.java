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
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Kernel.Categorical.Odds;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.loop.Primitive;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.Runs;

/// The loop program of a sweep: for every stretch of words a nest that counts the neighbours of
/// category at most c, for every c but the last, in planes of bits, and the random categories that
/// follow from the counts.
///
/// @param odds of every class of counts
record PackedProgram(List<List<Stretch>> blocks, int words, List<Odds> odds)
    implements Translated.Sweep {
  private static final String SPINS = "spins";
  private static final int SPIN_BUFFER = 0;
  private static final int COUNT_BUFFER = 1;
  private static final int PLANES = Counts.PLANES;

  /// Bits a category is coded by.
  private int thresholds() {
    return odds.getFirst().below().size();
  }

  private int planes() {
    return PLANES * thresholds();
  }

  @Override
  public LoopProgram program() {
    List<Kernel> kernels = new ArrayList<>();
    int drawn = 0;
    int longest = 0;
    for (List<Stretch> block : blocks) {
      for (Stretch stretch : block) {
        kernels.add(counts(stretch));
        kernels.add(
            new Kernel.Categorical(
                stretch.count(),
                planes(),
                new Access(COUNT_BUFFER, 0, List.of(planes(), 1)),
                new Access(SPIN_BUFFER, stretch.first(), List.of(stretch.stride(), words)),
                odds,
                drawn,
                Purpose.NOISE.code(),
                ""));
        drawn += Kernel.Categorical.BLOCKS * stretch.count();
        longest = Math.max(longest, stretch.count());
      }
    }
    int size = words * thresholds();
    Buffer spins = new Buffer(SPIN_BUFFER, SPINS, Region.CHAIN, size, false, true, 0);
    Buffer counts =
        new Buffer(COUNT_BUFFER, "counts", Region.SCRATCH, planes() * longest, false, true, 0);
    return new LoopProgram(
        "packed sweep",
        Precision.F32,
        true,
        List.of(spins, counts),
        List.of(new Phase(Phase.Kind.SHARED, List.of()), new Phase(Phase.Kind.CHAINS, kernels)),
        Map.of(SPINS, SPIN_BUFFER),
        Map.of(),
        -1,
        Map.of());
  }

  private Kernel counts(Stretch stretch) {
    CodeBuilder code = new CodeBuilder(Precision.F32);
    for (int threshold = 0; threshold < thresholds(); threshold++) {
      count(code, stretch, threshold);
    }
    return new Kernel.Nest(
        List.of(stretch.count()),
        List.of(),
        List.of(),
        List.of(),
        code.code(),
        new Lanes.Chains(),
        "");
  }

  /// Adds the neighbours' bits one by one to numbers of three bits.
  private void count(CodeBuilder code, Stretch stretch, int threshold) {
    int[] sum = {code.bits(0), code.bits(0), code.bits(0)};
    for (int k = 0; k < stretch.ahead().size(); k++) {
      int at = threshold * words + stretch.first() + stretch.ahead().get(k);
      int carry = code.load(new Access(SPIN_BUFFER, at, List.of(stretch.stride())));
      carry = turned(code, carry, stretch.turn().get(k));
      for (int plane = 0; plane < PLANES && k >= (1 << plane) - 1; plane++) {
        int both = code.apply(Primitive.AND, sum[plane], carry);
        sum[plane] = code.apply(Primitive.XOR, sum[plane], carry);
        carry = both;
      }
    }
    for (int plane = 0; plane < PLANES; plane++) {
      int at = PLANES * threshold + plane;
      code.store(new Access(COUNT_BUFFER, at, List.of(planes())), sum[plane]);
    }
  }

  private static int turned(CodeBuilder code, int word, int places) {
    return places == 0
        ? word
        : code.apply(
            Primitive.OR,
            code.shift(Primitive.SHIFT_RIGHT, word, places),
            code.shift(Primitive.SHIFT_LEFT, word, PackedLattice.BITS - places));
  }

  Run start(Executor executor, SiteCode code, int chains, long seed, Pool pool) {
    Node leaf = Node.leaf(new Op.Input(SPINS), Shape.of(words * thresholds()));
    Computation arrays =
        new Computation(
            "packed sweep", List.of(new Computation.Carry(leaf, leaf)), List.of()); // names only
    Run run = Runs.start(arrays, executor, chains, seed, pool);
    return new PackedRun(run, new SiteBlock(run.block(SPINS), code));
  }
}
