package org.ebm4j.kernels.x86;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
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

/// Random categories, compared with the chances plane by plane from the highest bit:
///
///     below = below ∨ (open ∧ ¬r ∧ t),   open = open ∧ ¬(r ⊕ t)
///
/// where r is a plane of random bits, the same for all thresholds, and t the plane of a threshold's
/// chances. Every plane closes half of what is open, so the 512 bits of a vector need about three
/// Philox blocks and are left as soon as none is open. Vectors of a tile that hold no chain are
/// left out.
///
/// With 32 registers all thresholds stay in some; with 16 only one does, and more are set aside
/// while Philox works.
final class CategoricalEmitter {
  private static final Vec OPEN = Vec.V14;
  private static final Vec BELOW = Vec.V15;
  private static final Vec CHANCE = Vec.V4;
  private static final Vec LEFT = Vec.V5;
  private static final Vec ANY = Vec.V6;
  private static final int BITS = 32;
  private static final int AND_ALIKE = 0x90; // first where second and third are the same
  private static final int OR_BOTH = 0xF8; // first, or second and third

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Kernel.Categorical sites;
  private final Philox philox;
  private final int thresholds;
  private final boolean stay; // in registers
  private final boolean ternary;

  /// @param philox the stream of the categories' purpose
  CategoricalEmitter(Emission emission, Kernel.Categorical sites, Philox philox) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.sites = sites;
    this.philox = philox;
    this.thresholds = sites.thresholds();
    this.ternary = emission.width() == Width.ZMM;
    this.stay = ternary || thresholds == 1;
  }

  void emit() {
    int held = frame.rowsTaken();
    philox.enterKernel();
    int taken = stay ? 2 * (thresholds - 1) : 0;
    Members members = new Members(emission, sites.odds(), 16 + taken);
    Memory[][] aside = new Memory[stay ? 0 : thresholds][2];
    for (Memory[] rows : aside) {
      rows[0] = frame.takeRow();
      rows[1] = frame.takeRow();
    }
    int end = frame.takeWord();
    endOfChains(end);
    Register block = frame.take();
    Register from = frame.take();
    Register to = frame.take();
    Register lane = frame.take();
    a.lea(from, emission.start(sites.of()));
    a.lea(to, emission.start(sites.to()));
    a.mov(block, sites.firstBlock());
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        sites.count(),
        1,
        () -> {
          a.op(General.Arithmetic.XOR, lane, lane);
          Label next = a.label();
          a.bind(next);
          members.find(planes(from, lane));
          draw(block, lane, members, aside);
          put(to, lane, members, aside);
          a.op(General.Arithmetic.ADD, lane, emission.vectorBytes());
          a.op(General.Arithmetic.CMP, lane, frame.word(end));
          a.jump(Condition.LESS, next);
          a.op(General.Arithmetic.ADD, block, Kernel.Categorical.BLOCKS);
          emission.move(from, emission.bytes(sites.of(), 0));
          emission.move(to, emission.bytes(sites.to(), 0));
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

  private Memory[] planes(Register from, Register lane) {
    Memory[] planes = new Memory[sites.planes()];
    for (int plane = 0; plane < planes.length; plane++) {
      planes[plane] = Memory.at(from, lane, 1, plane * emission.bytes(sites.of(), 1));
    }
    return planes;
  }

  /// Where a threshold's open bits stand while they are compared.
  private Vec open(int threshold) {
    return stay && threshold > 0 ? Vec.of(14 + 2 * threshold) : OPEN;
  }

  private Vec below(int threshold) {
    return stay && threshold > 0 ? Vec.of(15 + 2 * threshold) : BELOW;
  }

  private void draw(Register block, Register lane, Members members, Memory[]... aside) {
    Label done = a.label();
    for (int part = 0; part < Kernel.Categorical.BLOCKS; part++) {
      a.lea(Register.RAX, Memory.at(block, part));
      a.op(Instruction.Transfer.VMOVD, Vec.V0, Register.RAX);
      a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
      Vec[] words = philox.drawn(lane);
      for (int threshold = 0; threshold < thresholds; threshold++) {
        enter(part, threshold, aside);
        for (int w = 0; w < words.length; w++) {
          plane(words[w], threshold, BITS - 1 - (4 * part + w), members);
        }
        leave(threshold, aside);
      }
      if (part < Kernel.Categorical.BLOCKS - 1) {
        leaveIfClosed(done);
      }
    }
    a.bind(done);
  }

  /// Begins with all bits open, or brings back what was set aside.
  private void enter(int part, int threshold, Memory[]... aside) {
    if (part == 0) {
      a.load(Instruction.Move.VMOVUPS, open(threshold), emission.constants().row(-1, 4));
      a.op(Binary.VPXOR, below(threshold), below(threshold), below(threshold));
    } else if (!stay) {
      a.load(Instruction.Move.VMOVUPS, OPEN, aside[threshold][0]);
      a.load(Instruction.Move.VMOVUPS, BELOW, aside[threshold][1]);
    }
  }

  private void leave(int threshold, Memory[]... aside) {
    if (!stay) {
      a.store(Instruction.Move.VMOVUPS, aside[threshold][0], OPEN);
      a.store(Instruction.Move.VMOVUPS, aside[threshold][1], BELOW);
    }
    a.op(Binary.VPOR, ANY, threshold == 0 ? OPEN : ANY, open(threshold));
  }

  /// Compares a plane of random bits with that bit of a threshold's chances.
  private void plane(Vec random, int threshold, int bit, Members members) {
    Vec open = open(threshold);
    Vec below = below(threshold);
    List<Integer> ones = classes(threshold, chance -> (chance >>> bit & 1) == 1);
    if (ones.isEmpty()) {
      a.op(Binary.VPANDN, open, random, open);
      return;
    }
    members.either(CHANCE, ones);
    a.op(Binary.VPANDN, LEFT, random, open);
    if (ternary) {
      a.op(Masked.Ternary.VPTERNLOGD, open, random, CHANCE, AND_ALIKE);
      a.op(Masked.Ternary.VPTERNLOGD, below, LEFT, CHANCE, OR_BOTH);
      return;
    }
    a.op(Binary.VPAND, LEFT, LEFT, CHANCE);
    a.op(Binary.VPOR, below, below, LEFT);
    a.op(Binary.VPXOR, CHANCE, CHANCE, random);
    a.op(Binary.VPANDN, open, CHANCE, open);
  }

  /// The classes whose chance at a threshold is such.
  private List<Integer> classes(int threshold, LongPredicate such) {
    return IntStream.range(0, sites.odds().size())
        .filter(c -> such.test(sites.odds().get(c).below().get(threshold)))
        .boxed()
        .toList();
  }

  /// Writes the words; what is certain was never below.
  private void put(Register to, Register lane, Members members, Memory[]... aside) {
    for (int threshold = 0; threshold < thresholds; threshold++) {
      Vec below = below(threshold);
      if (!stay) {
        a.load(Instruction.Move.VMOVUPS, below, aside[threshold][1]);
      }
      List<Integer> certain = classes(threshold, chance -> chance == 1L << BITS);
      if (!certain.isEmpty()) {
        members.either(CHANCE, certain);
        a.op(Binary.VPOR, below, below, CHANCE);
      }
      int at = threshold * emission.bytes(sites.to(), 1);
      a.store(Instruction.Move.VMOVUPS, Memory.at(to, lane, 1, at), below);
    }
  }

  private void leaveIfClosed(Label done) {
    if (ternary) {
      Assembler narrow = a.at(Width.YMM);
      a.op(Masked.Extract.VEXTRACTF64X4, CHANCE, ANY, 1);
      narrow.op(Binary.VPOR, CHANCE, CHANCE, ANY);
      narrow.op(Unary.VPTEST, CHANCE, CHANCE);
    } else {
      a.op(Unary.VPTEST, ANY, ANY);
    }
    a.jump(Condition.ZERO, done);
  }
}
