package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V1;
import static org.ebm4j.kernels.asm.Vec.V2;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.random.RandomGenerator;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction.Shift;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Integer, logical and lane-crossing instructions with two sources do what plain Java does.
final class IntegerInstructionTest {
  private static final Map<Binary, IntBinaryOperator> WORDS =
      Map.ofEntries(
          Map.entry(Binary.VPADDD, (a, b) -> a + b),
          Map.entry(Binary.VPSUBD, (a, b) -> a - b),
          Map.entry(Binary.VPMULLD, (a, b) -> a * b),
          Map.entry(Binary.VPCMPEQD, (a, b) -> a == b ? -1 : 0),
          Map.entry(Binary.VPCMPGTD, (a, b) -> a > b ? -1 : 0),
          Map.entry(Binary.VPMINSD, Math::min),
          Map.entry(Binary.VPMAXSD, Math::max),
          Map.entry(Binary.VPMINUD, (a, b) -> Integer.compareUnsigned(a, b) < 0 ? a : b),
          Map.entry(Binary.VPMAXUD, (a, b) -> Integer.compareUnsigned(a, b) > 0 ? a : b),
          Map.entry(Binary.VPSLLVD, (a, b) -> inRange(b, 32) ? a << b : 0),
          Map.entry(Binary.VPSRLVD, (a, b) -> inRange(b, 32) ? a >>> b : 0),
          Map.entry(Binary.VPSRAVD, (a, b) -> a >> (inRange(b, 32) ? b : 31)),
          Map.entry(Binary.VPAND, (a, b) -> a & b),
          Map.entry(Binary.VANDPS, (a, b) -> a & b),
          Map.entry(Binary.VANDPD, (a, b) -> a & b),
          Map.entry(Binary.VPANDN, (a, b) -> ~a & b),
          Map.entry(Binary.VANDNPS, (a, b) -> ~a & b),
          Map.entry(Binary.VANDNPD, (a, b) -> ~a & b),
          Map.entry(Binary.VPOR, (a, b) -> a | b),
          Map.entry(Binary.VORPS, (a, b) -> a | b),
          Map.entry(Binary.VORPD, (a, b) -> a | b),
          Map.entry(Binary.VPXOR, (a, b) -> a ^ b),
          Map.entry(Binary.VXORPS, (a, b) -> a ^ b),
          Map.entry(Binary.VXORPD, (a, b) -> a ^ b));

  private static final Map<Binary, LongBinaryOperator> DOUBLE_WORDS =
      Map.of(
          Binary.VPADDQ, (a, b) -> a + b,
          Binary.VPSUBQ, (a, b) -> a - b,
          Binary.VPMULUDQ, (a, b) -> (a & 0xFFFFFFFFL) * (b & 0xFFFFFFFFL),
          Binary.VPMULDQ, (a, b) -> (long) (int) a * (int) b,
          Binary.VPCMPEQQ, (a, b) -> a == b ? -1 : 0,
          Binary.VPCMPGTQ, (a, b) -> a > b ? -1 : 0,
          Binary.VPSLLVQ, (a, b) -> inRange(b, 64) ? a << b : 0,
          Binary.VPSRLVQ, (a, b) -> inRange(b, 64) ? a >>> b : 0);

  /// Where word i of the result comes from: words 0–7 of a, 8–15 of b.
  private static final Map<Binary, int[]> INTERLEAVED =
      Map.of(
          Binary.VUNPCKLPS, new int[] {0, 8, 1, 9, 4, 12, 5, 13},
          Binary.VPUNPCKLDQ, new int[] {0, 8, 1, 9, 4, 12, 5, 13},
          Binary.VUNPCKHPS, new int[] {2, 10, 3, 11, 6, 14, 7, 15},
          Binary.VPUNPCKHDQ, new int[] {2, 10, 3, 11, 6, 14, 7, 15},
          Binary.VUNPCKLPD, new int[] {0, 1, 8, 9, 4, 5, 12, 13},
          Binary.VPUNPCKLQDQ, new int[] {0, 1, 8, 9, 4, 5, 12, 13},
          Binary.VUNPCKHPD, new int[] {2, 3, 10, 11, 6, 7, 14, 15},
          Binary.VPUNPCKHQDQ, new int[] {2, 3, 10, 11, 6, 7, 14, 15});

  private static final Set<Binary> PERMUTING = EnumSet.of(Binary.VPERMPS, Binary.VPERMD);

  private static boolean inRange(long count, int bits) {
    return count >= 0 && count < bits;
  }

  /// Few set bits, so that variable shifts stay within the lane half of the time.
  private static Lanes draw(RandomGenerator random) {
    return random.nextBoolean()
        ? Lanes.randomBits(random)
        : Lanes.ofInts(i -> (i & 1) == 0 || random.nextBoolean() ? random.nextInt(70) : 0);
  }

  private static void run(Binary row, Function<Trial.Operands, Lanes> oracle) {
    new Trial(row.name(), a -> a.op(row, V0, V1, V2), oracle).run(IntegerInstructionTest::draw, 0);
  }

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  @Test
  void words() {
    WORDS.forEach(
        (row, f) -> run(row, o -> Lanes.ofInts(i -> f.applyAsInt(o.a().i(i), o.b().i(i)))));
  }

  @Test
  void doubleWords() {
    DOUBLE_WORDS.forEach(
        (row, f) -> run(row, o -> Lanes.ofLongs(i -> f.applyAsLong(o.a().l(i), o.b().l(i)))));
  }

  @Test
  void interleaving() {
    INTERLEAVED.forEach((row, from) ->
        run(row, o -> Lanes.ofInts(i -> from[i] < 8 ? o.a().i(from[i]) : o.b().i(from[i] - 8))));
  }

  @Test
  void permutation() {
    for (Binary row : PERMUTING) {
      run(row, o -> Lanes.ofInts(i -> o.b().i(o.a().i(i) & 7)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shiftsByAConstant(Shift row) {
    int bits = row.name().endsWith("Q") ? 64 : 32;
    for (int count : new int[] {0, 1, 9, 23, 31, 32, 63, 64, 255}) {
      new Trial(
              row + " " + count,
              a -> a.op(row, V0, V1, count),
              o -> shifted(row, bits, count, o.a()))
          .run(Lanes::randomBits, 0);
    }
  }

  private static Lanes shifted(Shift row, int bits, int count, Lanes a) {
    boolean inside = count < bits;
    return switch (row) {
      case VPSLLD -> Lanes.ofInts(i -> inside ? a.i(i) << count : 0);
      case VPSRLD -> Lanes.ofInts(i -> inside ? a.i(i) >>> count : 0);
      case VPSRAD -> Lanes.ofInts(i -> a.i(i) >> (inside ? count : 31));
      case VPSLLQ -> Lanes.ofLongs(i -> inside ? a.l(i) << count : 0);
      case VPSRLQ -> Lanes.ofLongs(i -> inside ? a.l(i) >>> count : 0);
    };
  }

  /// Nothing in the table goes unexecuted.
  @Test
  void everyRowIsRunSomewhere() {
    Set<Binary> run = EnumSet.noneOf(Binary.class);
    run.addAll(WORDS.keySet());
    run.addAll(DOUBLE_WORDS.keySet());
    run.addAll(INTERLEAVED.keySet());
    run.addAll(PERMUTING);
    run.addAll(FloatInstructionTest.arithmetic().toList());
    run.addAll(FloatInstructionTest.SCALAR_CONVERSIONS);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(run))).isEmpty();
  }
}
