package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.kernels.memory.Numbers.Strided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks are aligned, zeroed, bounded, and notice writes that miss them.
final class OffHeapTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void free() {
    arena.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4, 63, 64, 65, 4096, 100_000})
  void alignedAndZeroed(long bytes) {
    for (OffHeap block :
        List.of(OffHeap.allocate(bytes, arena), OffHeap.withCanaries(bytes, arena))) {
      assertThat(block.bytes()).isEqualTo(bytes);
      assertThat(block.segment().address() % OffHeap.ALIGNMENT).isZero();
      assertThat(block.segment().toArray(ValueLayout.JAVA_BYTE))
          .containsOnly(new byte[(int) bytes]);
      assertThat(block.damage()).isEmpty();
    }
  }

  @Test
  void negativeSizesAreRefused() {
    assertThatThrownBy(() -> OffHeap.allocate(-8, arena))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block: -8 bytes asked for; the size overflowed or was never computed");
  }

  @ParameterizedTest
  @ValueSource(longs = {-64, -1, 100, 127})
  @SuppressWarnings("restricted")
  void canariesNoticeEveryByteAroundTheBlock(long at) {
    OffHeap block = OffHeap.withCanaries(100, arena);
    var outside = MemorySegment.ofAddress(block.segment().address() + at).reinterpret(1);
    byte before = outside.get(ValueLayout.JAVA_BYTE, 0);
    outside.set(ValueLayout.JAVA_BYTE, 0, (byte) (before ^ 1));
    assertThat(block.damage())
        .hasValue(
            "block of 100 bytes: byte %d, outside it, was overwritten; the code that was given the block is wrong"
                .formatted(at));
    outside.set(ValueLayout.JAVA_BYTE, 0, before);
    assertThat(block.damage()).isEmpty();
  }

  @Test
  void canariesAreNaNInBothWidths() {
    int pattern = 0x7FF5A5A5;
    assertThat(Float.intBitsToFloat(pattern)).isNaN();
    assertThat(Double.longBitsToDouble((long) pattern << 32 | pattern)).isNaN();
  }

  @Test
  void aPropertyPutsCanariesEverywhere() {
    System.setProperty(OffHeap.CANARIES, "true");
    try {
      OffHeap block = OffHeap.allocate(8, arena);
      block.u64(0, -1);
      assertThat(block.damage()).isEmpty();
      assertThat(block.segment().address() % OffHeap.ALIGNMENT).isZero();
    } finally {
      System.clearProperty(OffHeap.CANARIES);
    }
  }

  @Test
  void wordsAndBounds() {
    OffHeap block = OffHeap.allocate(16, arena);
    block.u64(1, 0x1122_3344_5566_7788L);
    assertThat(block.u32(2)).isEqualTo(0x5566_7788);
    assertThat(block.u32(3)).isEqualTo(0x1122_3344);
    block.u32(0, 7);
    assertThat(block.u64(0)).isEqualTo(7);
    assertThatThrownBy(() -> block.u32(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> block.u64(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> block.f32().set(4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void blocksAreCopiedWhole() {
    OffHeap a = OffHeap.allocate(16, arena);
    OffHeap b = OffHeap.allocate(16, arena);
    a.f64().set(1, 2.5);
    b.copyFrom(a);
    assertThat(b.f64().get(1)).isEqualTo(2.5);
    assertThatThrownBy(() -> b.copyFrom(OffHeap.allocate(8, arena)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block: cannot copy 8 bytes over 16; the sizes have to be equal");
  }

  private List<Numbers> bothWidths(int size) {
    return List.of(
        OffHeap.withCanaries(4L * size, arena).f32(), OffHeap.withCanaries(8L * size, arena).f64());
  }

  /// Side by side or apart, from floats or doubles, what is put is what is got; the numbers between
  /// stay.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 32})
  void stretchesRoundTrip(long step) {
    for (Numbers numbers : bothWidths(200)) {
      Strided all = Strided.of(0, 200);
      numbers.fill(all, -1);
      Strided to = new Strided(3, step, 5);
      float[] floats = {9, .1f, -2, Float.NaN, 4, 5};
      double[] doubles = {9, .25, -2, 1e-3f, 4, 5};
      numbers.put(to, floats, 1);
      float[] back = new float[7];
      numbers.get(to, back, 2);
      assertThat(back).isEqualTo(new float[] {0, 0, .1f, -2, Float.NaN, 4, 5});
      numbers.put(to, doubles, 1);
      double[] doubleBack = new double[5];
      numbers.get(to, doubleBack, 0);
      assertThat(doubleBack).isEqualTo(Arrays.copyOfRange(doubles, 1, 6));
      double[] everything = new double[200];
      numbers.get(all, everything, 0);
      assertThat(Arrays.stream(everything).filter(x -> x == -1).count()).isEqualTo(195);
      assertThat(numbers.get(3 + step)).isEqualTo(-2);
    }
  }

  @Test
  void widthsRoundAsTheyMust() {
    Numbers f32 = OffHeap.allocate(8, arena).f32();
    f32.put(Strided.of(0, 2), new double[] {.1, 1e300}, 0);
    assertThat(f32.get(0)).isEqualTo((double) .1f);
    assertThat(f32.get(1)).isInfinite();
    Numbers f64 = OffHeap.allocate(16, arena).f64();
    f64.put(Strided.of(0, 2), new double[] {.1, 1e300}, 0);
    assertThat(f64.get(0)).isEqualTo(.1);
    assertThat(f64.get(1)).isEqualTo(1e300);
    assertThat(f32.size()).isEqualTo(2);
    assertThat(f64.bytes()).isEqualTo(8);
  }

  @Test
  void stretchesThatLeaveTheBlockOrTheArrayAreRefusedWhole() {
    for (Numbers numbers : bothWidths(10)) {
      assertThatThrownBy(() -> numbers.put(new Strided(1, 3, 4), new float[4], 0))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("stretch: numbers 1 to 10 of a block of 10");
      assertThatThrownBy(() -> numbers.put(Strided.of(0, 4), new double[] {1, 1, 1}, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> numbers.get(Strided.of(-1, 1), new float[4], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> numbers.fill(Strided.of(5, 6), 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      double[] all = new double[10];
      numbers.get(Strided.of(0, 10), all, 0);
      assertThat(all).containsOnly(0);
    }
    assertThatThrownBy(() -> new Strided(0, 0, 3))
        .hasMessage("stretch: 3 numbers 0 apart; count has to be 0 or more, the step 1 or more");
  }

  @Test
  void controlWordsLieWhereTheCodeReadsThem() {
    Control control =
        Control.allocate(arena)
            .steps(5, 100)
            .seed(0x1111_2222_3333_4444L)
            .chains(7, 4096)
            .free(7, 9);
    OffHeap block = control.block();
    assertThat(block.u64(Control.STEPS / 8)).isEqualTo(100);
    assertThat(block.u64(Control.FIRST_STEP / 8)).isEqualTo(5);
    assertThat(block.u32(Control.SEED / 4)).isEqualTo(0x3333_4444);
    assertThat(block.u32(Control.SEED / 4 + 1)).isEqualTo(0x1111_2222);
    assertThat(block.u64(Control.FIRST_CHAIN / 8)).isEqualTo(7);
    assertThat(block.u64(Control.CHAINS / 8)).isEqualTo(4096);
    assertThat(block.u64(Control.FREE / 8 + 7)).isEqualTo(9).isEqualTo(control.free(7));
    assertThatThrownBy(() -> control.free(8)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
