package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Loops round straight-line code. With chains in the lanes the lane loop stands inside the outer
/// loops; along a loop, whole registers come first, and what is left is computed in one more and
/// written by a mask. Vectors that do not wait for each other, neighbours in the lanes and then in
/// the innermost loop, are printed as strands of one piece of code.
final class NestEmitter {
  private final Emission emission;
  private final Kernel.Nest nest;
  private final NestAccess memory;
  private final Offsets offsets;
  private final FoldEmitter folding;
  private final int loops;
  private final int along;
  private final boolean foldsAlong;
  private final NestRegisters registers;
  private final int wide; // strands side by side in the lanes' direction
  private final int high; // strands of as many turns of the innermost loop

  private NestEmitter(Emission emission, Kernel.Nest nest) {
    this.emission = emission;
    this.nest = nest;
    this.memory = new NestAccess(emission, nest);
    this.offsets = memory.offsets();
    this.folding = new FoldEmitter(emission);
    this.loops = nest.outer().size() + nest.inner().size();
    this.along = nest.lanes() instanceof Lanes.Along(int loop) ? loop : -1;
    this.foldsAlong = along >= nest.outer().size();
    int folds = nest.folds().size();
    this.wide = Math.min(new NestRegisters(emission, nest, 0, folds).strands(), widest());
    int sums = folds * (foldsAlong ? AlongFold.vectors(emission) : wide);
    this.registers = new NestRegisters(emission, nest, sums, 0);
    this.high = Math.max(1, registers.strands() / wide);
  }

  private int widest() {
    return switch (nest.lanes()) {
      case Lanes.Chains _ -> emission.perTile();
      case Lanes.Along(int loop) -> Math.max(1, memory.extent(loop) / emission.perVector());
      case Lanes.Single _ -> 1;
    };
  }

  /// Prints a nest.
  static void emit(Emission emission, Kernel.Nest nest) {
    new NestEmitter(emission, nest).emit(null);
  }

  /// The same from a later turn of the outermost loop on.
  static void emit(Emission emission, Kernel.Nest nest, Memory first) {
    new NestEmitter(emission, nest).emit(first);
  }

  private void emit(@Nullable Memory first) {
    AlongFold fold = foldsAlong ? new AlongFold(registers, nest, memory) : null;
    memory.begin();
    if (first != null) {
      offsets.from(first);
    }
    registers.load(nest);
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    switch (nest.lanes()) {
      case Lanes.Chains _ when nest.folds().isEmpty() && !nest.outer().isEmpty() -> rows();
      case Lanes.Chains _ -> outer(0, () -> lanes(() -> block(NestAccess.Form.CHAINS, wide)));
      case Lanes.Single _ -> outer(0, () -> block(NestAccess.Form.SINGLE, 1));
      case Lanes.Along _ -> outer(0, fold != null ? fold::emit : this::alongOuter);
    }
    frame.releaseRows(held);
    offsets.end();
  }

  // ---- loops

  /// The outer loops but the one the lanes run along.
  private void outer(int loop, Runnable inside) {
    outer(loop, nest.outer().size(), inside);
  }

  private void outer(int loop, int end, Runnable inside) {
    if (loop == end) {
      inside.run();
    } else if (loop == along) {
      outer(loop + 1, end, inside);
    } else {
      offsets.loop(loop, memory.extent(loop), 1, () -> outer(loop + 1, end, inside));
    }
  }

  /// Chains in the lanes and nothing folded: strands are the vectors of a row, and of a few rows.
  private void rows() {
    int row = nest.outer().size() - 1;
    outer(0, row, () -> turns(row, count -> lanes(() -> rows(row, count))));
  }

  /// A loop, {@code high} turns at once, then one by one what is left.
  private void turns(int loop, IntConsumer inside) {
    int extent = memory.extent(loop);
    if (extent == 0) {
      return;
    }
    int together = Math.min(high, extent);
    offsets.loop(loop, extent / together, together, false, () -> inside.accept(together));
    offsets.loop(loop, extent % together, 1, false, () -> inside.accept(1));
    offsets.add(loop, -extent);
  }

  private void lanes(Runnable inside) {
    int blocks = emission.perTile();
    offsets.loop(loops, blocks / wide, wide, inside);
  }

  private void rows(int row, int count) {
    List<BodyEmitter.Strand> strands = new ArrayList<>();
    for (int s = 0; s < wide * count; s++) {
      strands.add(
          BodyEmitter.Strand.unfolded(
              memory.strand(NestAccess.Form.CHAINS, s % wide, row, s / wide)));
    }
    BodyEmitter.emit(registers, nest.tail(), strands, registers.usable(), new int[0]);
  }

  private void alongOuter() {
    int perVector = emission.perVector();
    int extent = memory.extent(along);
    int together = wide * perVector;
    int left = extent % together;
    int rest = left % perVector;
    offsets.loop(
        along, extent / together, together, false, () -> block(NestAccess.Form.ALONG, wide));
    offsets.loop(along, left / perVector, perVector, false, () -> block(NestAccess.Form.ALONG, 1));
    if (rest > 0) {
      rest(rest);
    }
    offsets.add(along, rest - extent);
  }

  /// What fills no vector: read and computed as one, which padding allows, and written by a mask.
  private void rest(int lanes) {
    if (emission.hasMasks()) {
      memory.rest(lanes, null);
      block(NestAccess.Form.REST, 1, registers.usable());
      return;
    }
    Vec mask = Vec.of(registers.usable() - 1);
    emission.a().load(emission.rows().move, mask, emission.firstMask(lanes));
    memory.rest(lanes, mask);
    block(NestAccess.Form.REST, 1, mask.number());
  }

  // ---- one turn of the outer loops

  /// Folds, then the tail, for {@code count} vectors side by side.
  private void block(NestAccess.Form form, int count) {
    block(form, count, registers.usable());
  }

  private void block(NestAccess.Form form, int count, int room) {
    int folds = nest.folds().size();
    int usable = room - count * folds;
    List<BodyEmitter.Strand> strands = new ArrayList<>();
    Vec[][] sums = new Vec[count][folds];
    for (int s = 0; s < count; s++) {
      for (int f = 0; f < folds; f++) {
        sums[s][f] = Vec.of(usable + s * folds + f);
        folding.start(nest.folds().get(f).kind(), sums[s][f]);
      }
      Vec[] mine = sums[s];
      strands.add(new BodyEmitter.Strand(memory.strand(form, s, -1, 0), fold -> mine[fold]));
    }
    if (folds > 0) {
      inner(nest.outer().size(), turns -> body(form, turns, usable, sums));
    }
    BodyEmitter.emit(registers, nest.tail(), strands, usable, new int[0]);
  }

  private void inner(int loop, IntConsumer inside) {
    if (loop == loops - 1) {
      turns(loop, inside);
    } else {
      offsets.loop(loop, memory.extent(loop), 1, () -> inner(loop + 1, inside));
    }
  }

  /// A few turns of the innermost loop, gathered in their order.
  private void body(NestAccess.Form form, int turns, int usable, Vec[][] sums) {
    List<BodyEmitter.Strand> strands = new ArrayList<>();
    for (int s = 0; s < sums.length * turns; s++) {
      strands.add(
          BodyEmitter.Strand.unfolded(
              memory.strand(form, s % sums.length, loops - 1, s / sums.length)));
    }
    folding.gather(nest, registers, strands, usable, sums);
  }
}
