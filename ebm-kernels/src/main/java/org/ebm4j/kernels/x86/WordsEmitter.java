package org.ebm4j.kernels.x86;

import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Philox4x32-10, eight chains to a vector.
///
/// A round takes (x₀, x₁, x₂, x₃) to (hi(M₁x₂) ⊕ x₁ ⊕ k₀, lo(M₁x₂), hi(M₀x₀) ⊕ x₃ ⊕ k₁, lo(M₀x₀))
/// and the keys grow by a constant. The counter is (block, step, chain's low 32 bits, purpose and
/// chain's high 24 bits), the key the run's seed.
///
/// Source: [Salmon, Moraes, Dror, Shaw 2011, §3.3].
final class WordsEmitter {
  private static final int ROUNDS = 10;
  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Kernel.Words words;

  WordsEmitter(Emission emission, Kernel.Words words) {
    this.emission = emission;
    this.a = emission.a().at(Width.YMM);
    this.frame = emission.frame();
    this.words = words;
  }

  void emit() {
    boolean chains = words.lanes() instanceof Lanes.Chains;
    Register block = frame.take();
    Register out = frame.take();
    int held = frame.rowsTaken();
    Memory[] low = rows(chains);
    Memory[] high = rows(chains);
    ids(chains, block, low);
    purposes(chains, block, out, low, high);
    a.lea(out, emission.start(new Access(words.buffer(), 0, List.of())));
    a.mov(block, words.firstBlock());
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        words.blocks(),
        1,
        () -> {
          for (int group = 0; group < low.length; group++) {
            block(block, low[group], high[group]);
            write(out, group, chains);
          }
          a.op(General.InPlace.INC, block);
          a.op(General.Arithmetic.ADD, out, 16 * (chains ? Buffer.LANES : 1));
        });
    loops.end();
    frame.releaseRows(held);
    frame.release(out);
    frame.release(block);
  }

  private Memory[] rows(boolean chains) {
    Memory[] rows = new Memory[chains ? Buffer.LANES / 8 : 1];
    for (int group = 0; group < rows.length; group++) {
      rows[group] = frame.takeRow();
    }
    return rows;
  }

  /// The low words of the chains' ids: first chain + 32·tile + lane, or first chain + chain. The
  /// first of them stays in V0.
  private void ids(boolean chains, Register work, Memory[] rows) {
    firstId(chains, work);
    a.op(Instruction.Transfer.VMOVD, Vec.V0, work);
    a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
    for (int group = 0; group < rows.length; group++) {
      if (chains) {
        a.op(Binary.VPADDD, Vec.V1, Vec.V0, emission.constants().counting(8 * group));
        a.store(Instruction.Move.VMOVUPS, rows[group], Vec.V1);
      } else {
        a.store(Instruction.Move.VMOVUPS, rows[group], Vec.V0);
      }
    }
  }

  private void firstId(boolean chains, Register id) {
    a.mov(id, frame.word(Frame.UNIT));
    if (chains) {
      a.op(General.Shift.SHL, id, 5);
    }
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.op(General.Arithmetic.ADD, id, Memory.at(Register.RAX, Control.FIRST_CHAIN));
  }

  /// The fourth words: purpose in the top 8 bits, the id's next 24 below; one more where the low
  /// word has wrapped and is below the first's.
  private void purposes(
      boolean chains, Register control, Register work, Memory[] low, Memory[] high) {
    firstId(chains, work);
    a.op(General.Shift.SHR, work, 32);
    a.op(General.Arithmetic.AND, work, 0xFFFFFF);
    a.mov(control, (words.purpose() & 0xFFL) << 24);
    a.op(General.Arithmetic.OR, work, control);
    a.op(Instruction.Transfer.VMOVD, Vec.V1, work);
    a.op(Unary.VPBROADCASTD, Vec.V1, Vec.V1);
    if (chains) {
      a.op(Binary.VPADDD, Vec.V1, Vec.V1, emission.constants().row(1, 4));
    }
    for (int group = 0; group < high.length; group++) {
      if (chains) {
        a.op(Binary.VPMAXUD, Vec.V2, Vec.V0, low[group]);
        a.op(Binary.VPCMPEQD, Vec.V2, Vec.V2, low[group]); // −1 where it has not wrapped
        a.op(Binary.VPADDD, Vec.V2, Vec.V2, Vec.V1);
        a.store(Instruction.Move.VMOVUPS, high[group], Vec.V2);
      } else {
        a.store(Instruction.Move.VMOVUPS, high[group], Vec.V1);
      }
    }
  }

  /// One block for eight chains into V0–V3.
  private void block(Register block, Memory low, Memory high) {
    a.op(Instruction.Transfer.VMOVD, Vec.V0, block);
    a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
    a.op(Unary.VPBROADCASTD, Vec.V1, frame.word(Frame.STEP));
    a.load(Instruction.Move.VMOVUPS, Vec.V2, low);
    a.load(Instruction.Move.VMOVUPS, Vec.V3, high);
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.op(Unary.VPBROADCASTD, Vec.V8, Memory.at(Register.RAX, Control.SEED));
    a.op(Unary.VPBROADCASTD, Vec.V9, Memory.at(Register.RAX, Control.SEED + 4));
    for (int round = 0; round < ROUNDS; round++) {
      product(Vec.V0, M0, Vec.V4, Vec.V5); // hi, lo of M0·x0
      product(Vec.V2, M1, Vec.V6, Vec.V7);
      a.op(Binary.VPXOR, Vec.V0, Vec.V6, Vec.V1);
      a.op(Binary.VPXOR, Vec.V0, Vec.V0, Vec.V8);
      a.op(Unary.VMOVAPS, Vec.V1, Vec.V7);
      a.op(Binary.VPXOR, Vec.V2, Vec.V4, Vec.V3);
      a.op(Binary.VPXOR, Vec.V2, Vec.V2, Vec.V9);
      a.op(Unary.VMOVAPS, Vec.V3, Vec.V5);
      if (round < ROUNDS - 1) {
        a.op(Binary.VPADDD, Vec.V8, Vec.V8, emission.constants().row(W0, 4));
        a.op(Binary.VPADDD, Vec.V9, Vec.V9, emission.constants().row(W1, 4));
      }
    }
  }

  /// High and low halves of x·m in each 32-bit lane, from the even lanes' products and the odd
  /// ones'.
  private void product(Vec x, int m, Vec high, Vec low) {
    Memory factor = emission.constants().row(m, 4);
    a.op(Binary.VPMULUDQ, low, x, factor);
    a.op(Instruction.Shift.VPSRLQ, high, x, 32);
    a.op(Binary.VPMULUDQ, high, high, factor);
    a.op(Instruction.Shift.VPSRLQ, Vec.V10, low, 32);
    a.op(Instruction.Shift.VPSLLQ, Vec.V11, high, 32);
    a.op(Instruction.BinaryImmediate.VPBLENDD, high, Vec.V10, high, 0xAA);
    a.op(Instruction.BinaryImmediate.VPBLENDD, low, low, Vec.V11, 0xAA);
  }

  private void write(Register out, int group, boolean chains) {
    for (int w = 0; w < 4; w++) {
      if (chains) {
        a.store(
            Instruction.Move.VMOVUPS, Memory.at(out, 4 * Buffer.LANES * w + 32 * group), Vec.of(w));
      } else {
        a.store(Instruction.Move.VMOVSS, Memory.at(out, 4 * w), Vec.of(w));
      }
    }
  }
}
