package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Loops round straight-line code. With chains in the lanes the lane loop stands inside the outer
/// loops; along a loop, whole registers come first and what is left goes one by one. Vectors that
/// do not wait for each other, neighbours in the lanes and then in the innermost loop, are printed
/// as strands of one piece of code.
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
    this.registers =
        foldsAlong
            ? new NestRegisters(emission, nest, folds * AlongFold.vectors(emission), 0)
            : new NestRegisters(emission, nest, 0, folds);
  }

  /// Prints a nest.
  static void emit(Emission emission, Kernel.Nest nest) {
    new NestEmitter(emission, nest).emit();
  }

  private void emit() {
    AlongFold fold = foldsAlong ? new AlongFold(registers, nest, memory) : null;
    memory.begin();
    registers.load(nest);
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    switch (nest.lanes()) {
      case Lanes.Chains _ when nest.inner().isEmpty() && !nest.outer().isEmpty() -> rows();
      case Lanes.Chains _ -> outer(0, loops, this::lanes);
      case Lanes.Single _ ->
          outer(0, nest.outer().size(), () -> block(1, _ -> memory.strand(NestAccess.Form.SINGLE)));
      case Lanes.Along _ ->
          outer(0, nest.outer().size(), fold != null ? fold::emit : this::alongOuter);
    }
    frame.releaseRows(held);
    offsets.end();
  }

  // ---- loops

  /// The outer loops from {@code loop} to {@code end} but the one the lanes run along.
  private void outer(int loop, int end, Runnable inside) {
    if (loop == Math.min(end, nest.outer().size())) {
      inside.run();
    } else if (loop == along) {
      outer(loop + 1, end, inside);
    } else {
      offsets.loop(loop, memory.extent(loop), 1, () -> outer(loop + 1, end, inside));
    }
  }

  private void inner(int loop, int end, Runnable inside) {
    if (loop == end) {
      inside.run();
    } else {
      offsets.loop(loop, memory.extent(loop), 1, () -> inner(loop + 1, end, inside));
    }
  }

  /// Chains in the lanes and nothing folded: strands are the vectors of a row, and of a few rows.
  private void rows() {
    int row = nest.outer().size() - 1;
    int blocks = Buffer.LANES / emission.perVector();
    int strands = registers.strands();
    int wide = Math.min(strands, blocks);
    int high = Math.min(strands / wide, memory.extent(row));
    int left = memory.extent(row) % high;
    outer(
        0,
        row,
        () -> {
          offsets.loop(
              row, memory.extent(row) / high, high, false, () -> lanes(wide, high, blocks / wide));
          offsets.loop(row, left, 1, false, () -> lanes(wide, 1, blocks / wide));
          offsets.add(row, -memory.extent(row));
        });
  }

  private void lanes() {
    int blocks = Buffer.LANES / emission.perVector();
    int wide = Math.min(registers.strands(), blocks);
    lanes(wide, 1, blocks / wide);
  }

  private void lanes(int wide, int high, int turns) {
    int row = nest.outer().size() - 1;
    offsets.loop(
        loops,
        turns,
        wide,
        () ->
            block(
                wide * high, s -> memory.strand(NestAccess.Form.CHAINS, s % wide, row, s / wide)));
  }

  private void alongOuter() {
    int perVector = emission.perVector();
    int strands = Math.min(registers.strands(), Math.max(1, memory.extent(along) / perVector));
    int together = strands * perVector;
    int turns = memory.extent(along) / together;
    int rest = memory.extent(along) % together;
    IntFunction<BodyEmitter.Port> vector = s -> memory.strand(NestAccess.Form.ALONG, s, -1, 0);
    offsets.loop(along, turns, together, false, () -> block(strands, vector));
    offsets.loop(along, rest / perVector, perVector, false, () -> block(1, vector));
    offsets.loop(
        along,
        rest % perVector,
        1,
        false,
        () -> block(1, _ -> memory.strand(NestAccess.Form.SINGLE)));
    offsets.add(along, -memory.extent(along));
  }

  // ---- one turn of the outer loops

  /// Folds, then the tail, for strands side by side.
  private void block(int count, IntFunction<BodyEmitter.Port> ports) {
    int folds = nest.folds().size();
    int usable = registers.usable() - count * folds;
    List<BodyEmitter.Strand> strands = new ArrayList<>();
    Vec[][] accumulators = new Vec[count][folds];
    for (int s = 0; s < count; s++) {
      for (int f = 0; f < folds; f++) {
        accumulators[s][f] = Vec.of(usable + s * folds + f);
        folding.start(nest.folds().get(f).kind(), accumulators[s][f]);
      }
      Vec[] mine = accumulators[s];
      strands.add(new BodyEmitter.Strand(ports.apply(s), fold -> mine[fold]));
    }
    if (folds > 0) {
      inner(nest.outer().size(), loops, () -> body(strands, usable, accumulators));
    }
    BodyEmitter.emit(registers, nest.tail(), strands, usable, new int[0]);
  }

  private void body(List<BodyEmitter.Strand> strands, int usable, Vec[][] accumulators) {
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    folding.gather(
        nest.folds(),
        accumulators,
        BodyEmitter.emit(registers, nest.body(), strands, usable, FoldEmitter.read(nest.folds())));
    frame.releaseRows(held);
  }
}
