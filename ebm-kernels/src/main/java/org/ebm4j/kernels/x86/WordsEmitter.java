package org.ebm4j.kernels.x86;

import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.asm.Masked;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Philox4x32-10, a chain to every lane of a vector.
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
  private static final Mask ODD = Mask.K2; // every second lane

  private final Emission emission;
  private final Assembler a;
  private final Assembler narrow; // 256 bits: what is done once a tile
  private final int lanes; // chains in a vector
  private final Frame frame;
  private final Kernel.Words words;

  WordsEmitter(Emission emission, Kernel.Words words) {
    this.emission = emission;
    this.a = emission.a();
    this.narrow = a.at(Width.YMM);
    this.lanes = emission.vectorBytes() / Integer.BYTES;
    this.frame = emission.frame();
    this.words = words;
  }

  void emit() {
    if (emission.width() == Width.ZMM) {
      a.mov(Register.RAX, 0xAAAA);
      a.mov(ODD, Register.RAX);
    }
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
    Memory[] rows = new Memory[chains ? Buffer.LANES / lanes : 1];
    for (int group = 0; group < rows.length; group++) {
      rows[group] = frame.takeRow();
    }
    return rows;
  }

  /// Where eight chains lie in the rows of a tile.
  private Memory eight(Memory[] rows, int number) {
    int perRow = lanes / 8;
    return rows[number / perRow].plus(32 * (number % perRow));
  }

  /// The low words of the chains' ids: first chain + 32·tile + lane, or first chain + chain. The
  /// first of them stays in V0.
  private void ids(boolean chains, Register work, Memory[] rows) {
    firstId(chains, work);
    a.op(Instruction.Transfer.VMOVD, Vec.V0, work);
    a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
    if (!chains) {
      a.store(Instruction.Move.VMOVUPS, rows[0], Vec.V0);
      return;
    }
    for (int number = 0; number < Buffer.LANES / 8; number++) {
      narrow.op(Binary.VPADDD, Vec.V1, Vec.V0, emission.constants().counting(8 * number));
      narrow.store(Instruction.Move.VMOVUPS, eight(rows, number), Vec.V1);
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
    if (!chains) {
      a.store(Instruction.Move.VMOVUPS, high[0], Vec.V1);
      return;
    }
    narrow.op(Binary.VPADDD, Vec.V1, Vec.V1, emission.constants().row(1, 4));
    for (int number = 0; number < Buffer.LANES / 8; number++) {
      Memory id = eight(low, number);
      narrow.op(Binary.VPMAXUD, Vec.V2, Vec.V0, id);
      narrow.op(Binary.VPCMPEQD, Vec.V2, Vec.V2, id); // −1 where it has not wrapped
      narrow.op(Binary.VPADDD, Vec.V2, Vec.V2, Vec.V1);
      narrow.store(Instruction.Move.VMOVUPS, eight(high, number), Vec.V2);
    }
  }

  /// One block for a vector of chains into V0–V3.
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
    oddLanes(high, Vec.V10, high);
    oddLanes(low, low, Vec.V11);
  }

  /// d = the odd lanes of {@code odd}, the even ones of {@code even}.
  private void oddLanes(Vec d, Vec even, Vec odd) {
    if (emission.width() == Width.ZMM) {
      a.op(Masked.Blend.VPBLENDMD, d, ODD, even, odd);
    } else {
      a.op(Instruction.BinaryImmediate.VPBLENDD, d, even, odd, 0xAA);
    }
  }

  private void write(Register out, int group, boolean chains) {
    for (int w = 0; w < 4; w++) {
      if (chains) {
        a.store(
            Instruction.Move.VMOVUPS,
            Memory.at(out, 4 * Buffer.LANES * w + emission.vectorBytes() * group),
            Vec.of(w));
      } else {
        a.store(Instruction.Move.VMOVSS, Memory.at(out, 4 * w), Vec.of(w));
      }
    }
  }
}
