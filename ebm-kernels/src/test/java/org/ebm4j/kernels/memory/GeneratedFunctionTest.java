package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.asm.General.Arithmetic.ADD;
import static org.ebm4j.kernels.asm.General.Arithmetic.CMP;
import static org.ebm4j.kernels.asm.Register.R10;
import static org.ebm4j.kernels.asm.Register.R11;
import static org.ebm4j.kernels.asm.Register.R8;
import static org.ebm4j.kernels.asm.Register.R9;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RCX;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RDX;
import static org.ebm4j.kernels.asm.Register.RSI;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General.InPlace;
import org.ebm4j.kernels.asm.General.Plain;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Width;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Code is called with its six registers, is not writable, and lives exactly as long as its arena.
final class GeneratedFunctionTest {
  private final Assembler a = new Assembler(Width.YMM);

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  @Test
  void everyArgumentArrivesInItsRegister() {
    try (Arena arena = Arena.ofConfined()) {
      OffHeap[] blocks =
          IntStream.range(0, 4).mapToObj(i -> filled(i, arena)).toArray(OffHeap[]::new);
      a.mov(RAX, 0);
      for (var pointer : new org.ebm4j.kernels.asm.Register[] {RDI, RSI, RDX, RCX}) {
        a.imul(RAX, RAX, 10).op(ADD, RAX, Memory.at(pointer, 0));
      }
      a.imul(RAX, RAX, 10).op(ADD, RAX, R8).imul(RAX, RAX, 10).op(ADD, RAX, R9).op(Plain.RET);
      assertThat(Emitted.load(a, arena).invoke(blocks[0], blocks[1], blocks[2], blocks[3], 5, 6))
          .isEqualTo(123456);
    }
  }

  private static OffHeap filled(int i, Arena arena) {
    OffHeap block = OffHeap.allocate(8, arena);
    block.u64(0, i + 1);
    return block;
  }

  /// Counts R9 down and adds R8 each time.
  private GeneratedFunction product(Arena arena) {
    Label top = a.label();
    a.mov(RAX, 0)
        .bind(top)
        .op(ADD, RAX, R8)
        .op(InPlace.DEC, R9)
        .jump(Condition.NOT_ZERO, top)
        .op(Plain.RET);
    return Emitted.load(a, arena);
  }

  @Test
  void severalThreadsCallTheSameCode() {
    try (Arena arena = Arena.ofShared()) {
      GeneratedFunction product = product(arena);
      OffHeap none = OffHeap.allocate(0, arena);
      long[] results =
          IntStream.range(0, 64)
              .parallel()
              .mapToLong(i -> product.invoke(none, none, none, none, i, 10_000))
              .toArray();
      assertThat(results).isEqualTo(IntStream.range(0, 64).mapToLong(i -> i * 10_000L).toArray());
    }
  }

  @Test
  void pagesAreExecutableAndNotWritable() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(rights(product(arena).address())).isEqualTo("r-xp");
    }
  }

  @Test
  void pagesAreGoneWithTheirArena() throws IOException {
    long address;
    try (Arena arena = Arena.ofConfined()) {
      address = product(arena).address();
    }
    assertThat(rights(address)).isNotEqualTo("r-xp");
  }

  private static String rights(long address) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
      if (Long.parseUnsignedLong(range[0], 16) <= address
          && address < Long.parseUnsignedLong(range[1], 16)) {
        return line.split(" ", 3)[1];
      }
    }
    return "unmapped";
  }

  @Test
  void codeOfAClosedArenaIsNotEntered() {
    Arena arena = Arena.ofConfined();
    GeneratedFunction product = product(arena);
    arena.close();
    try (Arena other = Arena.ofConfined()) {
      OffHeap none = OffHeap.allocate(0, other);
      assertThatThrownBy(() -> product.invoke(none, none, none, none, 1, 1))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void neitherCodeNorBlocksAreFreedWhileTheCodeRuns() throws Exception {
    Arena code = Arena.ofShared();
    Arena blocks = Arena.ofShared();
    OffHeap flags = OffHeap.allocate(16, blocks);
    Label wait = a.label();
    a.mov(R10, 1)
        .mov(Memory.at(RSI, 0), R10)
        .bind(wait)
        .mov(R11, Memory.at(RSI, 8))
        .op(CMP, R11, 0)
        .jump(Condition.EQUAL, wait)
        .mov(RAX, R11)
        .op(Plain.RET);
    GeneratedFunction waiting = Emitted.load(a, code);
    var running =
        CompletableFuture.supplyAsync(
            () -> waiting.invoke(flags, flags, flags, flags, 0, 0),
            run -> Thread.ofPlatform().daemon().start(run));
    while (flags.segment().get(java.lang.foreign.ValueLayout.JAVA_LONG, 0) == 0) {
      Thread.sleep(1);
    }
    assertThatThrownBy(code::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(blocks::close).isInstanceOf(IllegalStateException.class);
    flags.u64(1, 42);
    assertThat(running.get()).isEqualTo(42);
    code.close();
    blocks.close();
  }

  @Test
  void noCodeIsTheCallersMistake() {
    assertThatThrownBy(() -> GeneratedFunction.load(new byte[0], Arena.ofAuto()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("machine code: 0 bytes to load; emit at least a return");
  }

  @Test
  void pagesThatTheSystemRefusesAreNoFailure() {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(Pages.map(1L << 60, arena)).isNull();
    }
  }

  /// After CMP a, b every condition holds exactly when Java says so.
  @ParameterizedTest
  @EnumSource(
      names = {"OVERFLOW", "NOT_OVERFLOW", "PARITY", "NOT_PARITY", "SIGN", "NOT_SIGN"},
      mode = EnumSource.Mode.EXCLUDE)
  void conditions(Condition condition) {
    long[] numbers = {0, 1, -1, 2, Long.MIN_VALUE, Long.MAX_VALUE};
    try (Arena arena = Arena.ofConfined()) {
      Label yes = a.label();
      a.mov(RAX, 1).op(CMP, R8, R9).jump(condition, yes).mov(RAX, 0).bind(yes).op(Plain.RET);
      GeneratedFunction holds = Emitted.load(a, arena);
      OffHeap none = OffHeap.allocate(0, arena);
      for (long x : numbers) {
        for (long y : numbers) {
          assertThat(holds.invoke(none, none, none, none, x, y) == 1)
              .as("%d %s %d", x, condition, y)
              .isEqualTo(holds(condition, x, y));
        }
      }
    }
  }

  private static boolean holds(Condition condition, long x, long y) {
    int unsigned = Long.compareUnsigned(x, y);
    return switch (condition) {
      case BELOW -> unsigned < 0;
      case ABOVE_OR_EQUAL -> unsigned >= 0;
      case BELOW_OR_EQUAL -> unsigned <= 0;
      case ABOVE -> unsigned > 0;
      case ZERO -> x == y;
      case NOT_ZERO -> x != y;
      case LESS -> x < y;
      case GREATER_OR_EQUAL -> x >= y;
      case LESS_OR_EQUAL -> x <= y;
      case GREATER -> x > y;
      case OVERFLOW, NOT_OVERFLOW, SIGN, NOT_SIGN, PARITY, NOT_PARITY ->
          throw new AssertionError(condition);
    };
  }
}
