package org.ebm4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PhiloxTest {
  /// Anything that claims to be the function.
  interface Words {
    int[] at(int[] counter, int k0, int k1);
  }

  record Known(int[] counter, int k0, int k1, int[] words) {}

  private static final Known[] KNOWN = {
    new Known(
        new int[] {0, 0, 0, 0}, 0, 0, new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}),
    new Known(
        new int[] {-1, -1, -1, -1},
        -1,
        -1,
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}),
    new Known(
        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
        0xa4093822,
        0x299f31d0,
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}),
  };

  private static long known(Words words) {
    return Arrays.stream(KNOWN)
        .filter(k -> Arrays.equals(words.at(k.counter.clone(), k.k0, k.k1), k.words))
        .count();
  }

  private static int[] philox(int[] counter, int k0, int k1) {
    int[] out = new int[4];
    Philox.words(counter, k0, k1, out);
    return out;
  }

  @Test
  void givesTheThreeKnownAnswers() {
    assertThat(known(PhiloxTest::philox)).isEqualTo(3);
  }

  @Test
  void aTwinWithItsKeyWordsExchangedKeepsOnlyTheAnswersThatCannotTell() {
    assertThat(known((counter, k0, k1) -> philox(counter, k1, k0))).isEqualTo(2);
  }

  @Test
  void outMayBeTheCounter() {
    int[] inPlace = KNOWN[2].counter.clone();
    Philox.words(inPlace, KNOWN[2].k0, KNOWN[2].k1, inPlace);
    assertThat(inPlace).isEqualTo(KNOWN[2].words);
  }

  @Test
  void aStreamsNameIsPackedAsDocumented() {
    long seed = 0x299f31d0_a4093822L;
    long chain = 0x703744_13198a2eL;
    int[] out = new int[4];
    Philox.words(seed, Purpose.SHUFFLE, chain, 0x85a308d3, 0x243f6a88, out);
    int[] counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 3 << 24 | 0x703744};
    assertThat(out).isEqualTo(philox(counter, 0xa4093822, 0x299f31d0));
  }

  @Test
  void purposesKeepTheirCodes() {
    assertThat(Purpose.values())
        .extracting(Purpose::name, Purpose::code)
        .containsExactly(
            tuple("START", 0),
            tuple("NOISE", 1),
            tuple("ACCEPT", 2),
            tuple("SHUFFLE", 3),
            tuple("AUGMENT", 4),
            tuple("INIT", 5),
            tuple("DATA", 6));
  }

  @Test
  void uniformsAreCellMiddlesRoundedOnce() {
    assertThat(Philox.uniform(0)).isEqualTo(0x1p-25f);
    assertThat(Philox.uniform(0xFF)).isEqualTo(0x1p-25f);
    assertThat(Philox.uniform(0x100)).isEqualTo(3 * 0x1p-25f);
    assertThat(Philox.uniform(0x80000000)).isEqualTo(0.5f);
    assertThat(Philox.uniform(-1)).isEqualTo(1f);
    assertThat(Philox.uniform(0xFFFFFE00)).isLessThan(1f);
    assertThat(Philox.uniform(0, 0)).isEqualTo(0x1p-54);
    assertThat(Philox.uniform(0, 1 << 11)).isEqualTo(3 * 0x1p-54);
    assertThat(Philox.uniform(1, 0)).isEqualTo(0x1p-32 + 0x1p-54);
    assertThat(Philox.uniform(-1, -1)).isEqualTo(1.0);
  }

  @Test
  void aChainOutOfRangeIsRefused() {
    assertThat(Philox.lastWord(Purpose.START, Philox.CHAINS - 1)).isEqualTo(0xFFFFFF);
    assertThatThrownBy(() -> Philox.lastWord(Purpose.START, Philox.CHAINS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "random numbers: chains are numbered 0 … 2⁵⁶ − 1, found 72057594037927936;"
                + " give each chain its own number in that range");
    assertThatThrownBy(() -> RandomStream.of(1, Purpose.NOISE, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found -1");
  }
}
