package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Test;

final class AugmentationTest {
  private static final Images THREE = new Images(3, 3);

  private static float[] dot() {
    float[] row = new float[9];
    row[4] = 1;
    return row;
  }

  private static float[] applied(Augmentation augmentation, float[] row, int step) {
    float[] out = row.clone();
    augmentation.apply(out, RandomStream.of(11, Purpose.AUGMENT, 0, step));
    return out;
  }

  @Test
  void aShiftMovesByAtMostItsReachAndReachesAllMoves() {
    var shift = Augmentation.shift(THREE, 1, 0);
    int[] landed = new int[9];
    for (int step = 0; step < 900; step++) {
      float[] moved = applied(shift, dot(), step);
      for (int k = 0; k < 9; k++) {
        landed[k] += (int) moved[k];
      }
    }
    assertThat(Arrays.stream(landed).sum()).isEqualTo(900);
    for (int n : landed) {
      assertThat(n).isCloseTo(100, within(50)); // 5 standard deviations
    }
  }

  @Test
  void placesAtTheEdgeAndBeyondAreTheBackgroundsToo() {
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    Picture picture = Picture.copyOf(ones, new Images(8, 8), 0);
    for (double inside : new double[] {0, 3.5, 7}) {
      assertThat(picture.between(inside, 3)).isEqualTo(1);
      assertThat(picture.between(3, inside)).isEqualTo(1);
    }
    double last = Math.nextDown(8.0); // one more is rounded up to 9
    for (double outside : new double[] {-2, -1, last, 8, 1e9, Double.NaN}) {
      assertThat(picture.between(outside, 3)).isCloseTo(0, within(1e-6f));
      assertThat(picture.between(3, outside)).isCloseTo(0, within(1e-6f));
    }
    assertThat(picture.between(-.25, 3)).isEqualTo(.75f);
    assertThat(picture.between(3, 7.75)).isEqualTo(.25f);
  }

  @Test
  void whatComesInIsBackground() {
    float[] ones = new float[9];
    Arrays.fill(ones, 1);
    var shift = Augmentation.shift(THREE, 1, -7);
    Set<Long> counts = new HashSet<>();
    for (int step = 0; step < 200; step++) {
      float[] moved = applied(shift, ones, step);
      long background = 0;
      for (float v : moved) {
        assertThat(v == 1 || v == -7).isTrue();
        background += v == -7 ? 1 : 0;
      }
      counts.add(background);
    }
    assertThat(counts).containsExactlyInAnyOrder(0L, 3L, 5L); // stays, along one axis, along both
  }

  @Test
  void zoomByOneIsNothingAndByTwoIsBilinear() {
    float[] row = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(applied(Augmentation.zoom(THREE, 1, 1, 0), row, 0)).isEqualTo(row);
    assertThat(applied(Augmentation.zoom(THREE, 2, 2, 0), row, 0))
        .containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
    assertThat(applied(Augmentation.zoom(THREE, 0.5, 0.5, -1), row, 0))
        .containsExactly(-1, -1, -1, -1, 5, -1, -1, -1, -1);
  }

  @Test
  void contrastKeepsTheBackground() {
    float[] row = {-1, 0, 1};
    assertThat(applied(Augmentation.contrast(0.5, 0.5, -1), row, 0)).containsExactly(-1, -0.5f, 0);
  }

  @Test
  void noiseHasItsStandardDeviation() {
    float[] noisy = applied(Augmentation.noise(0.5), new float[10_000], 0);
    double squares = 0;
    for (float v : noisy) {
      squares += v * v;
    }
    assertThat(squares / 10_000).isCloseTo(0.25, within(0.25 * 5 * Math.sqrt(2.0 / 10_000)));
  }

  @Test
  void aMaskHidesItsShare() {
    float[] ones = new float[10_000];
    Arrays.fill(ones, 1);
    assertThat(applied(Augmentation.mask(0, -1), ones, 0)).isEqualTo(ones);
    assertThat(applied(Augmentation.mask(1, -1), ones, 0)).containsOnly(-1);
    double sum = 0;
    for (float v : applied(Augmentation.mask(0.3, 0), ones, 0)) {
      sum += v;
    }
    assertThat(sum / 10_000).isCloseTo(0.7, within(5 * 0.46 / 100));
  }

  @Test
  void oneAfterTheOtherReadTheStreamOn() {
    var twice = Augmentation.noise(1).then(Augmentation.noise(1));
    float[] once = applied(Augmentation.noise(1), new float[8], 0);
    float[] both = applied(twice, new float[8], 0);
    boolean doubled = true; // a twin that starts the stream again would double the first noise
    for (int k = 0; k < 8; k++) {
      doubled &= both[k] == 2 * once[k];
    }
    assertThat(doubled).isFalse();
    assertThat(applied(Augmentation.none().then(Augmentation.noise(1)), new float[8], 0))
        .isEqualTo(once);
  }

  @Test
  void viewsDependOnRowAndStepAndNotOnTheBatch() {
    var data = Digits.signed();
    var views =
        Views.of(Augmentation.shift(Digits.images(), 1, -1).then(Augmentation.noise(0.1)), 9);
    float[] a = new float[128];
    float[] b = new float[128];
    float[] c = new float[128];
    float[] d = new float[128];
    views.fill(data, new int[] {5, 8}, 3, a, b);
    views.fill(data, new int[] {8, 5}, 3, c, d);
    assertThat(Arrays.copyOfRange(c, 64, 128)).isEqualTo(Arrays.copyOf(a, 64));
    assertThat(Arrays.copyOfRange(d, 64, 128)).isEqualTo(Arrays.copyOf(b, 64));
    assertThat(a).isNotEqualTo(b);
    views.fill(data, new int[] {5, 8}, 4, c, d);
    assertThat(c).isNotEqualTo(a);
    var plain = new Views(Augmentation.none(), Augmentation.mask(1, 7), 9);
    plain.fill(data, new int[] {5, 8}, 0, a, b);
    assertThat(Arrays.copyOf(a, 64)).isEqualTo(data.row(5));
    assertThat(b).containsOnly(7);
  }

  /// Both views of a hundred rows, all at once or each by itself.
  private static List<float[]> views(Augmentation augmentation, boolean atOnce) {
    int[] rows = IntStream.range(0, 100).toArray();
    Views views = Views.of(augmentation, 9);
    float[] first = new float[6400];
    float[] second = new float[6400];
    for (int k = 0; k < (atOnce ? 1 : 100); k++) {
      float[] a = new float[atOnce ? 6400 : 64];
      float[] b = a.clone();
      views.fill(Digits.unit(), atOnce ? rows : new int[] {k}, 3, a, b);
      System.arraycopy(a, 0, first, 64 * k, a.length);
      System.arraycopy(b, 0, second, 64 * k, b.length);
    }
    return List.of(first, second);
  }

  @Test
  void viewsAreTheSameOnAnyNumberOfThreads() {
    var noise = Augmentation.noise(.1);
    assertThat(views(noise, true)).usingRecursiveComparison().isEqualTo(views(noise, false));
    AtomicInteger calls = new AtomicInteger();
    Augmentation counting = (row, _) -> row[0] = calls.incrementAndGet() % 300;
    assertThat(views(counting, true).getFirst())
        .as("a twin that counts")
        .isNotEqualTo(views(counting, false).getFirst());
  }

  @Test
  void wrongCallsAreNamed() {
    refused(
        () -> Augmentation.shift(THREE, -1, 0), "shift: the reach must not be negative, found -1");
    refused(
        () -> Augmentation.zoom(THREE, 0, 2, 0),
        "zoom: 0 < low ≤ high must hold, high being 2.0, found 0.0");
    refused(
        () -> Augmentation.mask(1.5, 0),
        "mask: the probability must lie between 0 and 1, found 1.5");
    refused(
        () -> applied(Augmentation.shift(THREE, 1, 0), new float[8], 0),
        "augmentation: an image of 3×3 has 9 values, the row has 8");
  }

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  @Test
  void halvesMeetAndDoNotOverlap() {
    var odd = new Images(3, 5);
    for (var pair :
        new Images.Half[][] {
          {Images.Half.LEFT, Images.Half.RIGHT}, {Images.Half.TOP, Images.Half.BOTTOM}
        }) {
      boolean[] one = odd.half(pair[0]);
      boolean[] other = odd.half(pair[1]);
      for (int k = 0; k < 15; k++) {
        assertThat(one[k]).isNotEqualTo(other[k]);
      }
    }
    assertThat(new Images(2, 2).half(Images.Half.LEFT)).containsExactly(true, false, true, false);
    assertThat(new Images(2, 2).half(Images.Half.TOP)).containsExactly(true, true, false, false);
  }
}
