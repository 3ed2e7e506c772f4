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

/// The random words of a tile or a chain, written out.
final class WordsEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Assembler narrow;
  private final Kernel.Words words;
  private final Philox philox;
  private final boolean chains;

  /// @param philox the stream of the words' purpose
  WordsEmitter(Emission emission, Kernel.Words words, Philox philox) {
    this.emission = emission;
    this.a = emission.a();
    this.narrow = a.at(Width.YMM);
    this.words = words;
    this.philox = philox;
    this.chains = words.lanes() instanceof Lanes.Chains;
  }

  void emit() {
    Frame frame = emission.frame();
    philox.enterKernel();
    Register block = frame.take();
    Register out = frame.take();
    a.lea(out, emission.start(new Access(words.buffer(), 0, List.of())));
    a.mov(block, words.firstBlock());
    if (chains) {
      tile(block, out);
    } else {
      single(block, out);
    }
    frame.release(out);
    frame.release(block);
  }

  /// Block after block for the chains of a tile.
  private void tile(Register block, Register out) {
    loop(
        words.blocks(),
        () -> {
          for (int group = 0; group < philox.groups(); group++) {
            a.op(Instruction.Transfer.VMOVD, Vec.V0, block);
            a.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
            Vec[] four = philox.drawn(group);
            for (int w = 0; w < 4; w++) {
              int at = 4 * Buffer.LANES * w + emission.vectorBytes() * group;
              a.store(Instruction.Move.VMOVUPS, Memory.at(out, at), four[w]);
            }
          }
          a.op(General.InPlace.INC, block);
          a.op(General.Arithmetic.ADD, out, 16 * Buffer.LANES);
        });
  }

  /// Eight blocks at once for one chain.
  private void single(Register block, Register out) {
    Memory counting = emission.constants().counting(0);
    loop(
        words.blocks() / 8,
        () -> {
          eightBlocks(block, out, counting, 8);
          a.op(General.Arithmetic.ADD, block, 8);
          a.op(General.Arithmetic.ADD, out, 8 * 16);
        });
    if (words.blocks() % 8 > 0) {
      eightBlocks(block, out, counting, words.blocks() % 8);
    }
  }

  private void eightBlocks(Register block, Register out, Memory counting, int stored) {
    narrow.op(Instruction.Transfer.VMOVD, Vec.V0, block);
    narrow.op(Unary.VPBROADCASTD, Vec.V0, Vec.V0);
    narrow.op(Binary.VPADDD, Vec.V0, Vec.V0, counting);
    Vec[] w = philox.drawnForMember();
    Vec[] pairs = {Vec.V4, Vec.V5, Vec.V6, Vec.V7};
    narrow.op(Binary.VPUNPCKLDQ, pairs[0], w[0], w[1]);
    narrow.op(Binary.VPUNPCKHDQ, pairs[1], w[0], w[1]);
    narrow.op(Binary.VPUNPCKLDQ, pairs[2], w[2], w[3]);
    narrow.op(Binary.VPUNPCKHDQ, pairs[3], w[2], w[3]);
    for (int i = 0; i < 4; i++) { // blocks i and i + 4
      Binary half = i % 2 == 0 ? Binary.VPUNPCKLQDQ : Binary.VPUNPCKHQDQ;
      narrow.op(half, Vec.V0, pairs[i / 2], pairs[i / 2 + 2]);
      if (i < stored) {
        a.at(Width.XMM).store(Instruction.Move.VMOVUPS, Memory.at(out, 16 * i), Vec.V0);
      }
      if (i + 4 < stored) {
        narrow.op(Instruction.Extract.VEXTRACTI128, Memory.at(out, 16 * (i + 4)), Vec.V0, 1);
      }
    }
  }

  private void loop(int turns, Runnable body) {
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(0, turns, 1, body);
    loops.end();
  }
}
