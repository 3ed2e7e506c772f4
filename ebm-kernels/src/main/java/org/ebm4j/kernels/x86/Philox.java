package org.ebm4j.kernels.x86;

import java.util.Arrays;
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

/// Philox4x32, a block in every lane of a vector: of another chain, or where chains run one by one
/// another block of the chain.
///
/// A round takes (x₀, x₁, x₂, x₃) to (hi(M₁x₂) ⊕ x₁ ⊕ k₀, lo(M₁x₂), hi(M₀x₀) ⊕ x₃ ⊕ k₁, lo(M₀x₀))
/// and the keys grow by a constant. The counter is (block, step, chain's low 32 bits, purpose and
/// chain's high 24 bits), the key the run's seed.
///
/// A multiplication takes the low half of each 64 bits and fills all of them. So the even lanes and
/// the odd ones are drawn as two sets that keep their numbers in the low halves: the product is lo
/// as it stands, whatever lies above it, and the sets meet again after the last round.
///
/// Source: [Salmon, Moraes, Dror, Shaw 2011, §3.3].
///
/// It works in V0 to V13 and leaves the words in four of V0 to V3, V8 and V9.
final class Philox {
  /// That all random numbers of programs have [Salmon, Moraes, Dror, Shaw 2011, table 2].
  static final int ROUNDS = 10;

  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final int XOR = 0x96; // of three bits: 1 where an odd number of them is
  private static final Mask ODD = Mask.K2; // every second lane
  private static final Vec FACTOR0 = Vec.V12;
  private static final Vec FACTOR1 = Vec.V13;

  private final Emission emission;
  private final Assembler a;
  private final Assembler narrow; // 256 bits: what is done once a tile, and chains one by one
  private final Frame frame;
  private final int lanes; // in a vector
  private final int purpose;
  private final boolean chains;
  private final Memory[] low;
  private final Memory[] high;
  private final Memory[][] keys; // by round

  /// Takes rows of the stack for what stays the same: keys during a call, ids during a tile or
  /// chain.
  ///
  /// @param chains whether lanes are chains
  /// @param together chains that are walked side by side, if lanes are not
  Philox(Emission emission, int rounds, int purpose, boolean chains, int together) {
    this.emission = emission;
    this.a = emission.a();
    this.narrow = a.at(Width.YMM);
    this.frame = emission.frame();
    this.lanes = emission.vectorBytes() / Integer.BYTES;
    this.keys = new Memory[rounds][2];
    this.purpose = purpose;
    this.chains = chains;
    int count = chains ? emission.lanes() / lanes : together;
    this.low = rows(count);
    this.high = rows(count);
    for (Memory[] round : keys) {
      round[0] = frame.takeRow();
      round[1] = frame.takeRow();
    }
  }

  /// Vectors of chains in a tile.
  int groups() {
    return low.length;
  }

  private Memory[] rows(int count) {
    Memory[] rows = new Memory[count];
    for (int group = 0; group < rows.length; group++) {
      rows[group] = frame.takeRow();
    }
    return rows;
  }

  /// Makes ready what stays the same during a call: the keys of every round, repeated through rows.
  void enterCall() {
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.op(Unary.VPBROADCASTD, Vec.V0, Memory.at(Register.RAX, Control.SEED));
    a.op(Unary.VPBROADCASTD, Vec.V1, Memory.at(Register.RAX, Control.SEED + 4));
    for (Memory[] round : keys) {
      a.store(Instruction.Move.VMOVUPS, round[0], Vec.V0);
      a.store(Instruction.Move.VMOVUPS, round[1], Vec.V1);
      a.op(Binary.VPADDD, Vec.V0, Vec.V0, emission.constants().row(W0, 4));
      a.op(Binary.VPADDD, Vec.V1, Vec.V1, emission.constants().row(W1, 4));
    }
  }

  /// Makes ready what stays the same during a tile or chains: the ids.
  void enterUnits() {
    Register id = frame.take();
    Register work = frame.take();
    for (int member = 0; member < (chains ? 1 : low.length); member++) {
      ids(id, member);
      purposes(id, work, member);
    }
    frame.release(work);
    frame.release(id);
  }

  /// Loads what a kernel that draws keeps in registers.
  void enterKernel() {
    if (chains && emission.width() == Width.ZMM) {
      a.mov(Register.RAX, 0xAAAA);
      a.mov(ODD, Register.RAX);
    }
    a.load(Instruction.Move.VMOVUPS, FACTOR0, emission.constants().row(M0, 4));
    a.load(Instruction.Move.VMOVUPS, FACTOR1, emission.constants().row(M1, 4));
  }

  /// Where eight chains lie in the rows of a tile.
  private Memory eight(Memory[] rows, int number) {
    int perRow = lanes / 8;
    return rows[number / perRow].plus(32 * (number % perRow));
  }

  /// The low words of the chains' ids: first chain + 32·tile + lane, or first chain + chain. The
  /// first of them stays in V0.
  private void ids(Register work, int member) {
    firstId(work, member);
    a.op(Instruction.Transfer.VMOVD, Vec.V0, work);
    a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
    if (!chains) {
      a.store(Instruction.Move.VMOVUPS, low[member], Vec.V0);
      return;
    }
    for (int number = 0; number < emission.lanes() / 8; number++) {
      narrow.op(Binary.VPADDD, Vec.V1, Vec.V0, emission.constants().counting(8 * number));
      narrow.store(Instruction.Move.VMOVUPS, eight(low, number), Vec.V1);
    }
  }

  private void firstId(Register id, int member) {
    a.mov(id, frame.word(Frame.UNIT));
    emission.move(id, member);
    if (chains) {
      a.op(General.Shift.SHL, id, 5);
    }
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.op(General.Arithmetic.ADD, id, Memory.at(Register.RAX, Control.FIRST_CHAIN));
  }

  /// The fourth words: purpose in the top 8 bits, the id's next 24 below; one more where the low
  /// word has wrapped and is below the first's.
  private void purposes(Register control, Register work, int member) {
    firstId(work, member);
    a.op(General.Shift.SHR, work, 32);
    a.op(General.Arithmetic.AND, work, 0xFFFFFF);
    a.mov(control, (purpose & 0xFFL) << 24);
    a.op(General.Arithmetic.OR, work, control);
    a.op(Instruction.Transfer.VMOVD, Vec.V1, work);
    a.op(Unary.VPBROADCASTD, Vec.V1, Vec.V1);
    if (!chains) {
      a.store(Instruction.Move.VMOVUPS, high[member], Vec.V1);
      return;
    }
    narrow.op(Binary.VPADDD, Vec.V1, Vec.V1, emission.constants().row(1, 4));
    for (int number = 0; number < emission.lanes() / 8; number++) {
      Memory id = eight(low, number);
      narrow.op(Binary.VPMAXUD, Vec.V2, Vec.V0, id);
      narrow.op(Binary.VPCMPEQD, Vec.V2, Vec.V2, id); // −1 where it has not wrapped
      narrow.op(Binary.VPADDD, Vec.V2, Vec.V2, Vec.V1);
      narrow.store(Instruction.Move.VMOVUPS, eight(high, number), Vec.V2);
    }
  }

  /// The four words of the blocks whose numbers stand in V0, a lane each; V4 to V7, V10 and V11 are
  /// free then.
  ///
  /// @param group which vector of chains
  Vec[] drawn(int group) {
    return drawn(low[group], high[group]);
  }

  /// The same for the vector of chains whose first lies so many bytes into a row of the tile.
  Vec[] drawn(Register bytes) {
    return drawn(at(low[0], bytes), at(high[0], bytes)); // rows lie one behind the other
  }

  /// The same for the chain whose turn it is.
  Vec[] drawnForMember() {
    if (low.length == 1) {
      return drawn(0);
    }
    a.mov(Register.RAX, frame.word(Frame.MEMBER));
    return drawn(Register.RAX);
  }

  private static Memory at(Memory row, Register bytes) {
    return Memory.at(row.base(), bytes, 1, row.displacement());
  }

  private Vec[] drawn(Memory low, Memory high) {
    Assembler at = chains ? a : narrow;
    Vec[] even = {Vec.V0, Vec.V1, Vec.V2, Vec.V3, Vec.V8, Vec.V9}; // x₀ … x₃, two to work with
    Vec[] odd = {Vec.V4, Vec.V5, Vec.V6, Vec.V7, Vec.V10, Vec.V11};
    at.op(Unary.VPBROADCASTD, even[1], frame.word(Frame.STEP));
    at.load(Instruction.Move.VMOVUPS, even[2], low);
    at.load(Instruction.Move.VMOVUPS, even[3], high);
    for (int x = 0; x < 4; x++) {
      at.op(Unary.VMOVSHDUP, odd[x], even[x]);
    }
    for (Memory[] key : keys) {
      round(at, even, key);
      round(at, odd, key);
    }
    for (int x = 0; x < 4; x++) {
      at.op(Unary.VMOVSLDUP, odd[x], odd[x]);
      if (!chains || emission.width() != Width.ZMM) {
        at.op(Instruction.BinaryImmediate.VPBLENDD, even[x], even[x], odd[x], 0xAA);
      } else {
        at.op(Masked.Blend.VPBLENDMD, even[x], ODD, even[x], odd[x]);
      }
    }
    return Arrays.copyOf(even, 4);
  }

  /// One round; the registers change their parts instead of being copied.
  private void round(Assembler at, Vec[] x, Memory[] key) {
    at.op(Binary.VPMULUDQ, x[4], x[0], FACTOR0);
    at.op(Binary.VPMULUDQ, x[5], x[2], FACTOR1);
    at.op(Unary.VMOVSHDUP, x[0], x[5]);
    at.op(Unary.VMOVSHDUP, x[2], x[4]);
    mix(at, x[0], x[1], key[0]);
    mix(at, x[2], x[3], key[1]);
    exchange(x, 1, 5);
    exchange(x, 3, 4);
  }

  /// x ← x ⊕ y ⊕ key.
  private void mix(Assembler at, Vec x, Vec y, Memory key) {
    if (emission.width() == Width.ZMM && chains) {
      at.op(Masked.Ternary.VPTERNLOGD, x, y, key, XOR);
    } else {
      at.op(Binary.VPXOR, x, x, y);
      at.op(Binary.VPXOR, x, x, key);
    }
  }

  private static void exchange(Vec[] x, int i, int j) {
    Vec held = x[i];
    x[i] = x[j];
    x[j] = held;
  }
}
