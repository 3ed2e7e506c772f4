package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Folds along the last loop: sixteen partial results each, index mod 16, then a tree, then the
/// tail on single numbers.
final class AlongFold {
  private static final int PARTS = 16;

  private final NestRegisters registers;
  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final Kernel.Nest nest;
  private final NestAccess memory;
  private final Offsets offsets;
  private final FoldEmitter folding;
  private final int along;
  private final int vectors; // that hold the partial results of a fold

  AlongFold(NestRegisters registers, Kernel.Nest nest, NestAccess memory) {
    this.registers = registers;
    this.emission = registers.emission();
    this.a = emission.a();
    this.rows = emission.rows();
    this.nest = nest;
    this.memory = memory;
    this.offsets = memory.offsets();
    this.folding = new FoldEmitter(emission);
    this.along = ((Lanes.Along) nest.lanes()).loop();
    this.vectors = vectors(emission);
  }

  /// Registers that hold the partial results of a fold.
  static int vectors(Emission emission) {
    return PARTS / emission.perVector();
  }

  /// One turn of the outer loops.
  void emit() {
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    int folds = nest.folds().size();
    Vec[][] sums = new Vec[vectors][folds];
    for (int v = 0; v < vectors; v++) {
      for (int f = 0; f < folds; f++) {
        sums[v][f] = Vec.of(usable() + f * vectors + v);
        folding.start(nest.folds().get(f).kind(), sums[v][f]);
      }
    }
    loops(nest.outer().size(), () -> gather(sums));
    for (int f = 0; f < folds; f++) {
      tree(nest.folds().get(f).kind(), sums, f);
    }
    var single =
        new BodyEmitter.Strand(memory.strand(NestAccess.Form.SINGLE), fold -> sums[0][fold]);
    BodyEmitter.emit(registers, nest.tail(), List.of(single), usable(), new int[0]);
    frame.releaseRows(held);
  }

  private int usable() {
    return registers.usable() - nest.folds().size() * vectors;
  }

  private void loops(int loop, Runnable inside) {
    if (loop == along) {
      inside.run();
    } else {
      offsets.loop(loop, memory.extent(loop), 1, () -> loops(loop + 1, inside));
    }
  }

  private void gather(Vec[][] sums) {
    int turns = memory.extent(along) / PARTS;
    int together = Math.clamp(registers.strands() / vectors, 1, Math.max(1, turns));
    offsets.loop(
        along, turns / together, together * PARTS, false, () -> whole(sums, together * vectors));
    offsets.loop(along, turns % together, PARTS, false, () -> whole(sums, vectors));
    int left = memory.extent(along) % PARTS;
    if (left > 0) {
      rest(sums, left);
    }
    offsets.add(along, left - memory.extent(along));
  }

  /// {@code count} vectors, as many side by side as registers allow.
  private void whole(Vec[][] sums, int count) {
    int together = Math.min(count, registers.strands());
    for (int from = 0; from < count; from += together) {
      List<BodyEmitter.Strand> strands = new ArrayList<>();
      Vec[][] mine = new Vec[together][];
      for (int s = from; s < from + together; s++) {
        mine[s - from] = sums[s % vectors];
        strands.add(BodyEmitter.Strand.unfolded(memory.strand(NestAccess.Form.ALONG, s, -1, 0)));
      }
      folding.gather(nest, registers, strands, usable(), mine);
    }
  }

  /// What is left over is gathered in whole vectors, of which the partial results beyond the end
  /// are taken back: those before it are written over what all were, on the stack.
  private void rest(Vec[][] sums, int left) {
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    int folds = nest.folds().size();
    int perVector = emission.perVector();
    for (int v = 0; v < vectors && v * perVector < left; v++) {
      int valid = Math.min(perVector, left - v * perVector);
      boolean whole = valid == perVector;
      Memory[] before = new Memory[whole ? 0 : folds];
      for (int f = 0; f < before.length; f++) {
        before[f] = frame.takeRow();
        a.store(rows.move, before[f], sums[v][f]);
      }
      Vec mask = whole || emission.hasMasks() ? null : Vec.of(usable() - 1);
      if (mask != null) {
        a.load(rows.move, mask, emission.firstMask(valid));
      }
      memory.rest(valid, mask);
      NestAccess.Form form = whole ? NestAccess.Form.ALONG : NestAccess.Form.REST;
      var strand = BodyEmitter.Strand.unfolded(memory.strand(form, v, -1, 0));
      int usable = mask == null ? usable() : mask.number();
      folding.gather(nest, registers, List.of(strand), usable, new Vec[][] {sums[v]});
      for (int f = 0; f < before.length; f++) {
        keepFirst(valid, mask, sums[v][f], before[f]);
      }
    }
    frame.releaseRows(held);
  }

  /// The sum's first lanes stay, the others become what they were.
  private void keepFirst(int lanes, @Nullable Vec mask, Vec sum, Memory before) {
    if (mask == null) {
      a.store(rows.move, before, emission.first(lanes), sum);
    } else {
      a.store(rows.masked, before, mask, sum);
    }
    a.load(rows.move, sum, before);
  }

  /// (i, i + 8), (i, i + 4), (i, i + 2), (i, i + 1), whatever the vectors hold.
  private void tree(Fold.Kind kind, Vec[][] sums, int f) {
    Vec other = Vec.V0;
    Vec mask = Vec.V1;
    for (int half = vectors / 2; half >= 1; half /= 2) {
      for (int v = 0; v < half; v++) {
        folding.join(kind, sums[v][f], sums[v + half][f], mask);
      }
    }
    folding.across(kind, sums[0][f], other, mask);
  }
}
