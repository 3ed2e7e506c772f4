package org.ebm4j.kernels.x86;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Masked;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Kernel.Categorical.Odds;

/// Which bits of a vector belong to which class.
///
/// Every bit is in one class of those that occur, so classes are parted plane by plane, the highest
/// first, where both sides of a plane have some: with n of them by 2(n − 1) instructions.
///
/// Members lie in registers numbered from {@code first} up while there are any, then in rows of the
/// stack.
final class Members {
  private static final int OR = 0xFE; // of three bits
  private static final int LAST =
      11; // register that classes are parted in; Philox keeps numbers above

  private final Emission emission;
  private final Assembler a;
  private final List<Odds> odds;
  private final Operand[] places;

  /// @param first number of the first register that may be taken
  Members(Emission emission, List<Odds> odds, int first) {
    this.emission = emission;
    this.a = emission.a();
    this.odds = odds;
    this.places = new Operand[odds.size()];
    int next = first;
    for (int c = 0; c < places.length; c++) {
      places[c] = next < emission.registers() ? Vec.of(next++) : emission.frame().takeRow();
    }
  }

  /// Finds them in V0 to V11.
  ///
  /// @param planes where each plane lies
  void find(Memory... planes) {
    a.load(Instruction.Move.VMOVUPS, Vec.V0, emission.constants().row(-1, 4));
    part(every(), planes.length - 1, 0, planes);
  }

  private List<Integer> every() {
    List<Integer> all = new ArrayList<>();
    for (int c = 0; c < places.length; c++) {
      all.add(c);
    }
    return all;
  }

  /// Parts the bits of some classes, which stand in a register, by the planes up to this one.
  private void part(List<Integer> classes, int plane, int register, Memory... of) {
    if (plane < 0) {
      put(classes.getFirst(), Vec.of(register));
      return;
    }
    List<Integer> ones =
        classes.stream().filter(c -> (odds.get(c).spelt() >>> plane & 1) == 1).toList();
    if (ones.isEmpty() || ones.size() == classes.size()) {
      part(classes, plane - 1, register, of);
      return;
    }
    if (register == LAST) {
      throw new IllegalStateException("classes are told apart by more than " + LAST + " planes");
    }
    Vec all = Vec.of(register);
    Vec side = Vec.of(register + 1);
    a.op(Binary.VPAND, side, all, of[plane]);
    part(ones, plane - 1, register + 1, of);
    a.op(Binary.VPXOR, side, side, all);
    part(classes.stream().filter(c -> !ones.contains(c)).toList(), plane - 1, register + 1, of);
  }

  private void put(int c, Vec found) {
    switch (places[c]) {
      case Vec register -> a.op(Binary.VPOR, register, found, found);
      case Memory row -> a.store(Instruction.Move.VMOVUPS, row, found);
    }
  }

  /// The bits of any of these classes, of which there is one.
  void either(Vec to, List<Integer> classes) {
    Deque<Vec> held = new ArrayDeque<>();
    Deque<Operand> all = new ArrayDeque<>();
    for (int c : classes) {
      all.addFirst(places[c]); // rows first, as registers pair with either
      if (places[c] instanceof Vec register) {
        held.add(register);
      }
    }
    first(to, all.removeFirst(), held);
    while (!all.isEmpty()) {
      Operand next = all.removeFirst();
      held.remove(next);
      Vec other = emission.width() == Width.ZMM ? held.pollFirst() : null;
      if (other == null) {
        a.op(Binary.VPOR, to, to, next);
      } else {
        all.remove(other);
        a.op(Masked.Ternary.VPTERNLOGD, to, other, next, OR);
      }
    }
  }

  private void first(Vec to, Operand first, Deque<Vec> held) {
    switch (first) {
      case Vec register -> {
        held.remove(register);
        a.op(Binary.VPOR, to, register, register);
      }
      case Memory row -> a.load(Instruction.Move.VMOVUPS, to, row);
    }
  }
}
