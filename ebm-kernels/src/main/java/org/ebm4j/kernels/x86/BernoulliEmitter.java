package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Masked;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Random bits with the probability of their class, compared plane by plane from the highest bit:
///
///     d = open ∧ (r ⊕ t),   below = below ∨ (d ∧ t),   open = open ∧ ¬d
///
/// where r is a plane of random bits and t the plane of the chances' bits. Every plane closes half of what is open,
/// so the 512 bits of a vector need about three Philox blocks and are left as soon as none is open. Vectors of a
/// tile that hold no chain are left out.
final class BernoulliEmitter {
  private static final Vec OPEN = Vec.V14;
  private static final Vec BELOW = Vec.V15;
  private static final int PLANES = 3;
  private static final int BITS = 32;

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Kernel.Bernoulli bits;
  private final Philox philox;
  private final Memory[] members; // of each class, one vector of chains at a time

  /// @param philox the stream of the bits' purpose
  BernoulliEmitter(Emission emission, Kernel.Bernoulli bits, Philox philox) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.bits = bits;
    this.philox = philox;
    this.members = new Memory[bits.chances().size()];
  }

  void emit() {
    int held = frame.rowsTaken();
    philox.enterKernel();
    for (int c = 0; c < members.length; c++) {
      members[c] = frame.takeRow();
    }
    int end = frame.takeWord();
    endOfChains(end);
    Register block = frame.take();
    Register from = frame.take();
    Register to = frame.take();
    Register lane = frame.take();
    a.lea(from, emission.start(bits.of()));
    a.lea(to, emission.start(bits.to()));
    a.mov(block, bits.firstBlock());
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        bits.count(),
        1,
        () -> {
          a.op(General.Arithmetic.XOR, lane, lane);
          Label next = a.label();
          a.bind(next);
          vector(block, from, to, lane);
          a.op(General.Arithmetic.ADD, lane, emission.vectorBytes());
          a.op(General.Arithmetic.CMP, lane, frame.word(end));
          a.jump(Condition.LESS, next);
          a.op(General.Arithmetic.ADD, block, Kernel.Bernoulli.BLOCKS);
          emission.move(from, emission.bytes(bits.of(), 0));
          emission.move(to, emission.bytes(bits.to(), 0));
        });
    loops.end();
    for (Register register : List.of(lane, to, from, block)) {
      frame.release(register);
    }
    frame.releaseWords(1);
    frame.releaseRows(held);
  }

  /// How many bytes of a row of lanes hold chains: 4·min(32, chains − 32·tile).
  private void endOfChains(int word) {
    Register unit = frame.take();
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.mov(Register.RAX, Memory.at(Register.RAX, Control.CHAINS));
    a.mov(unit, frame.word(Frame.UNIT));
    a.op(General.Shift.SHL, unit, 5);
    a.op(General.Arithmetic.SUB, Register.RAX, unit);
    Label part = a.label();
    a.op(General.Arithmetic.CMP, Register.RAX, Buffer.LANES);
    a.jump(Condition.LESS, part);
    a.mov(Register.RAX, Buffer.LANES);
    a.bind(part);
    a.op(General.Shift.SHL, Register.RAX, 2);
    a.mov(frame.word(word), Register.RAX);
    frame.release(unit);
  }

  private void vector(Register block, Register from, Register to, Register lane) {
    classes(from, lane);
    a.op(Binary.VPXOR, BELOW, BELOW, BELOW);
    a.load(Instruction.Move.VMOVUPS, OPEN, emission.constants().row(-1, 4));
    Label done = a.label();
    for (int part = 0; part < Kernel.Bernoulli.BLOCKS; part++) {
      a.lea(Register.RAX, Memory.at(block, part));
      a.op(Instruction.Transfer.VMOVD, Vec.V0, Register.RAX);
      a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
      Vec[] words = philox.drawn(lane);
      for (int w = 0; w < words.length; w++) {
        plane(words[w], BITS - 1 - (4 * part + w));
      }
      if (part < Kernel.Bernoulli.BLOCKS - 1) {
        leaveIfClosed(done);
      }
    }
    a.bind(done);
    for (int c = 0; c < members.length; c++) {
      if (bits.chances().get(c) == 1L << BITS) {
        a.op(Binary.VPOR, BELOW, BELOW, members[c]);
      }
    }
    a.store(Instruction.Move.VMOVUPS, Memory.at(to, lane, 1, 0), BELOW);
  }

  /// Which bits belong to which class.
  private void classes(Register from, Register lane) {
    for (int plane = 0; plane < PLANES; plane++) {
      int at = plane * emission.bytes(bits.of(), 1);
      a.load(Instruction.Move.VMOVUPS, Vec.of(plane), Memory.at(from, lane, 1, at));
    }
    for (int c = 0; c < members.length; c++) {
      a.load(Instruction.Move.VMOVUPS, Vec.V3, emission.constants().row(-1, 4));
      for (int plane = 0; plane < PLANES; plane++) {
        Binary row = (c >> plane & 1) == 1 ? Binary.VPAND : Binary.VPANDN;
        a.op(row, Vec.V3, Vec.of(plane), Vec.V3);
      }
      a.store(Instruction.Move.VMOVUPS, members[c], Vec.V3);
    }
  }

  /// Compares a plane of random bits with that bit of the chances.
  private void plane(Vec random, int bit) {
    List<Memory> ones = new ArrayList<>();
    for (int c = 0; c < members.length; c++) {
      if ((bits.chances().get(c) >>> bit & 1) == 1) {
        ones.add(members[c]);
      }
    }
    if (ones.isEmpty()) {
      a.op(Binary.VPANDN, OPEN, random, OPEN);
      return;
    }
    Vec chance = Vec.V4;
    Vec differs = Vec.V5;
    a.load(Instruction.Move.VMOVUPS, chance, ones.getFirst());
    ones.subList(1, ones.size()).forEach(more -> a.op(Binary.VPOR, chance, chance, more));
    a.op(Binary.VPXOR, differs, random, chance);
    a.op(Binary.VPAND, differs, differs, OPEN);
    a.op(Binary.VPAND, chance, chance, differs);
    a.op(Binary.VPOR, BELOW, BELOW, chance);
    a.op(Binary.VPANDN, OPEN, differs, OPEN);
  }

  private void leaveIfClosed(Label done) {
    if (emission.width() == Width.ZMM) {
      Assembler narrow = a.at(Width.YMM);
      a.op(Masked.Extract.VEXTRACTF64X4, Vec.V4, OPEN, 1);
      narrow.op(Binary.VPOR, Vec.V4, Vec.V4, OPEN);
      narrow.op(Unary.VPTEST, Vec.V4, Vec.V4);
    } else {
      a.op(Unary.VPTEST, OPEN, OPEN);
    }
    a.jump(Condition.ZERO, done);
  }
}
