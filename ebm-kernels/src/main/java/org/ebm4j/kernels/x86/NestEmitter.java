package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Loops round straight-line code. With chains in the lanes the lane loop stands inside the outer
/// loops and a few of its turns are unrolled, so that their long operations overlap; along a loop,
/// whole registers come first and what is left goes one by one.
final class NestEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.Nest nest;
  private final Offsets offsets;
  private final FoldEmitter folding;
  private final int loops;
  private final int along;

  NestEmitter(Emission emission, Kernel.Nest nest) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.nest = nest;
    this.offsets = new Offsets(emission);
    this.folding = new FoldEmitter(emission);
    this.loops = nest.outer().size() + nest.inner().size();
    this.along = nest.lanes() instanceof Lanes.Along(int loop) ? loop : -1;
  }

  void emit() {
    announce(nest.body());
    announce(nest.tail());
    if (foldsAlong()) {
      offsets.announce(partialStrides());
    }
    offsets.begin(2);
    int held = frame.rowsTaken();
    switch (nest.lanes()) {
      case Lanes.Chains _ -> outer(0, this::lanes);
      case Lanes.Single _ -> outer(0, () -> block(Form.SINGLE, 1));
      case Lanes.Along _ -> {
        if (foldsAlong()) {
          outer(0, this::alongFold);
        } else {
          outer(0, this::alongOuter);
        }
      }
    }
    frame.releaseRows(held);
    offsets.end();
  }

  /// What the lanes of an access are.
  private enum Form {
    /// chains of a tile
    CHAINS,
    /// neighbours along a loop
    ALONG,
    /// one number, repeated when read
    SINGLE
  }

  private boolean foldsAlong() {
    return along >= nest.outer().size();
  }

  private int extent(int loop) {
    int outer = nest.outer().size();
    return loop < outer ? nest.outer().get(loop) : nest.inner().get(loop - outer);
  }

  // ---- loops

  /// The outer loops but the one the lanes run along.
  private void outer(int loop, Runnable inside) {
    if (loop == nest.outer().size()) {
      inside.run();
    } else if (loop == along) {
      outer(loop + 1, inside);
    } else {
      offsets.loop(loop, extent(loop), 1, () -> outer(loop + 1, inside));
    }
  }

  private void inner(int loop, int end, Runnable inside) {
    if (loop == end) {
      inside.run();
    } else {
      offsets.loop(loop, extent(loop), 1, () -> inner(loop + 1, end, inside));
    }
  }

  private void lanes() {
    int blocks = Buffer.LANES / emission.perVector();
    int unroll = unroll(blocks);
    offsets.loop(loops, blocks / unroll, unroll, () -> block(Form.CHAINS, unroll));
  }

  /// As many vectors at once as keep accumulators in registers and the code short.
  private int unroll(int blocks) {
    int length = nest.body().size() + nest.tail().size();
    int folds = nest.folds().size();
    int most = folds > 0 ? Math.min(4, 8 / folds) : 4;
    int wanted = length <= 24 ? 4 : length <= 80 ? 2 : 1;
    int unroll = Math.max(1, Math.min(most, wanted));
    unroll = unroll == 3 ? 2 : unroll;
    return Math.min(unroll, blocks);
  }

  private void alongOuter() {
    int turns = extent(along) / emission.perVector();
    int left = extent(along) % emission.perVector();
    offsets.loop(along, turns, emission.perVector(), false, () -> block(Form.ALONG, 1));
    offsets.loop(along, left, 1, false, () -> block(Form.SINGLE, 1));
    offsets.add(along, -(turns * emission.perVector() + left));
  }

  // ---- one turn of the outer loops

  /// Folds, then the tail, for {@code count} neighbouring vectors.
  private void block(Form form, int count) {
    int folds = nest.folds().size();
    Vec[][] accumulators = new Vec[count][folds];
    int pinned = emission.registers();
    for (int u = 0; u < count; u++) {
      for (int f = 0; f < folds; f++) {
        accumulators[u][f] = Vec.of(--pinned);
        folding.start(nest.folds().get(f).kind(), accumulators[u][f]);
      }
    }
    int usable = pinned;
    if (folds > 0) {
      inner(
          nest.outer().size(),
          loops,
          () -> {
            for (int u = 0; u < count; u++) {
              body(form, u, usable, accumulators[u]);
            }
          });
    }
    for (int u = 0; u < count; u++) {
      Vec[] mine = accumulators[u];
      run(nest.tail(), form, u, usable, new int[0], fold -> mine[fold]);
    }
  }

  private void body(Form form, int u, int usable, Vec[] accumulators) {
    int held = frame.rowsTaken();
    BodyEmitter body = run(nest.body(), form, u, usable, kept(), NestEmitter::noFold);
    for (int f = 0; f < accumulators.length; f++) {
      folding.gather(nest.folds().get(f), accumulators[f], body);
    }
    frame.releaseRows(held);
  }

  private int[] kept() {
    int[] kept = new int[2 * nest.folds().size()];
    for (int f = 0; f < nest.folds().size(); f++) {
      kept[2 * f] = nest.folds().get(f).a();
      kept[2 * f + 1] = nest.folds().get(f).b();
    }
    return kept;
  }

  private static Vec noFold(int fold) {
    throw new IllegalStateException("fold " + fold + " is read inside the body");
  }

  private BodyEmitter run(
      List<Code> codes, Form form, int u, int usable, int[] kept, Function<Integer, Vec> folded) {
    BodyEmitter body = new BodyEmitter(emission, codes, new Port(form, u), usable, kept, folded);
    body.emit();
    return body;
  }

  // ---- folds along the last loop

  /// Sixteen partial results a fold, kept on the stack; then a tree, then the tail on single
  /// numbers.
  private void alongFold() {
    int parts = 16 / emission.perVector();
    int held = frame.rowsTaken();
    Memory[][] partials = new Memory[nest.folds().size()][parts];
    Vec last = emission.fromLast(0);
    for (int f = 0; f < partials.length; f++) {
      folding.start(nest.folds().get(f).kind(), last);
      for (int part = 0; part < parts; part++) {
        partials[f][part] = frame.takeRow();
        a.store(rows.move, partials[f][part], last);
      }
    }
    inner(nest.outer().size(), along, () -> gatherAlong(partials, parts));
    Vec[] results = new Vec[partials.length];
    for (int f = 0; f < partials.length; f++) {
      results[f] = emission.fromLast(f);
      tree(nest.folds().get(f).kind(), partials[f], results[f]);
    }
    int usable = emission.registers() - partials.length;
    run(nest.tail(), Form.SINGLE, 0, usable, new int[0], fold -> results[fold]);
    frame.releaseRows(held);
  }

  private void gatherAlong(Memory[][] partials, int parts) {
    int turns = extent(along) / 16;
    int left = extent(along) % 16;
    int usable = emission.registers() - 1;
    Vec last = emission.fromLast(0);
    offsets.loop(
        along,
        turns,
        16,
        false,
        () -> {
          for (int part = 0; part < parts; part++) {
            int held = frame.rowsTaken();
            BodyEmitter body =
                run(nest.body(), Form.ALONG, part, usable, kept(), NestEmitter::noFold);
            for (int f = 0; f < partials.length; f++) {
              a.load(rows.move, last, partials[f][part]);
              folding.gather(nest.folds().get(f), last, body);
              a.store(rows.move, partials[f][part], last);
            }
            frame.releaseRows(held);
          }
        });
    offsets.loop(along, left, 1, false, () -> gatherOne(partials, turns * 16));
    offsets.add(along, -(turns * 16 + left));
  }

  private void gatherOne(Memory[][] partials, int done) {
    int held = frame.rowsTaken();
    Vec last = emission.fromLast(0);
    int usable = emission.registers() - 1;
    BodyEmitter body = run(nest.body(), Form.SINGLE, 0, usable, kept(), NestEmitter::noFold);
    for (int f = 0; f < partials.length; f++) {
      int place =
          partials[f][0].displacement()
              - done * rows.bytes; // the offset has come `done` numbers far
      a.load(rows.single, last, offsets.at(Register.RSP, place, partialStrides()));
      folding.gather(nest.folds().get(f), last, body);
      a.store(rows.single, offsets.at(Register.RSP, place, partialStrides()), last);
    }
    frame.releaseRows(held);
  }

  private List<Integer> partialStrides() {
    List<Integer> strides = new ArrayList<>();
    for (int loop = 0; loop <= loops; loop++) {
      strides.add(loop == along ? rows.bytes : 0);
    }
    return strides;
  }

  private void tree(Fold.Kind kind, Memory[] partials, Vec result) {
    Vec other = Vec.V0;
    Vec mask = Vec.V1;
    int half = partials.length / 2;
    if (half == 0) {
      a.load(rows.move, result, partials[0]);
    }
    Vec[] sums = new Vec[half];
    for (int part = 0; part < half; part++) {
      sums[part] = part == 0 ? result : Vec.of(2 + part);
      a.load(rows.move, sums[part], partials[part]);
      a.load(rows.move, other, partials[part + half]);
      folding.join(kind, sums[part], other, mask);
    }
    if (half == 2) {
      folding.join(kind, result, sums[1], mask);
    }
    folding.across(kind, result, other, mask);
  }

  // ---- memory

  private void announce(List<Code> codes) {
    for (Code code : codes) {
      switch (code) {
        case Code.Load(var from) -> offsets.announce(strides(from));
        case Code.LoadWord(var from) -> offsets.announce(strides(from));
        case Code.Store(var to, _) -> offsets.announce(strides(to));
        case Code.Literal _, Code.Apply _, Code.Folded _ -> {}
      }
    }
  }

  /// Bytes an access moves with each loop, the lane loop last.
  private List<Integer> strides(Access access) {
    Buffer buffer = emission.buffer(access);
    List<Integer> strides = new ArrayList<>();
    for (int stride : access.strides()) {
      strides.add(Math.multiplyExact(stride, emission.elementBytes(buffer)));
    }
    strides.add(buffer.lanes() ? emission.numberBytes(buffer) * emission.perVector() : 0);
    return strides;
  }

  /// Reads and writes of one vector in one form.
  private final class Port implements BodyEmitter.Port {
    private final Form form;
    private final int u;

    Port(Form form, int u) {
      this.form = form;
      this.u = u;
    }

    private Memory at(Access access) {
      Buffer buffer = emission.buffer(access);
      int ahead = u * emission.numberBytes(buffer) * emission.perVector();
      boolean moves =
          form == Form.CHAINS
              ? buffer.lanes()
              : form == Form.ALONG && access.strides().get(along) == 1;
      return offsets.at(
          Emission.base(buffer),
          emission.displacement(access) + (moves ? ahead : 0),
          strides(access));
    }

    private boolean isVector(Access access) {
      return switch (form) {
        case CHAINS -> emission.buffer(access).lanes();
        case ALONG -> access.strides().get(along) == 1;
        case SINGLE -> false;
      };
    }

    @Override
    public void load(Vec to, Access from) {
      if (isVector(from)) {
        a.load(rows.move, to, at(from));
      } else {
        a.op(rows.broadcast, to, at(from));
      }
    }

    @Override
    public void loadWord(Vec to, Access from) {
      if (rows == Rows.F64) {
        if (isVector(from)) {
          a.op(Unary.VPMOVZXDQ, to, at(from));
        } else {
          a.op(Unary.VPBROADCASTD, to, at(from));
          a.op(Unary.VPMOVZXDQ, to, to);
        }
      } else {
        load(to, from);
      }
    }

    @Override
    public void store(Access to, Vec value) {
      if (isVector(to)) {
        a.store(rows.move, at(to), value);
      } else {
        a.store(rows.single, at(to), value);
      }
    }
  }
}
