package org.ebm4j.kernels.memory;

import static org.ebm4j.kernels.asm.Register.R8;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RSI;

import java.lang.foreign.Arena;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.General.Plain;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Width;

/// What [ChildJvmTest] runs in a JVM of its own.
final class Child {
  private Child() {}

  /// `ask` prints why machine code is unavailable, or the processor's name; `write OFFSET` stores 8
  /// bytes at an offset of a 64-byte block with a guard page behind it.
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "ask" -> System.out.println(Machine.unavailable().orElseGet(() -> "available"));
      case "write" -> write(Long.parseLong(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void write(long offset) {
    var a = new Assembler(Width.YMM).mov(RAX, 7).mov(Memory.at(RSI, R8, 1, 0), RAX).op(Plain.RET);
    try (Arena arena = Arena.ofConfined()) {
      OffHeap block = OffHeap.beforeGuardPage(64, arena);
      System.out.println("writing at " + offset);
      if (GeneratedFunction.load(a.code(), arena) instanceof GeneratedFunction function) {
        function.invoke(block, block, block, block, offset, 0);
      }
      System.out.println("wrote " + block.u64(offset / 8));
    }
  }
}
