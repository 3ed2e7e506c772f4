package org.ebm4j.benchmarks.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// A fast wrong answer is not timed.
class CheckTest {
  @Test
  void theErrorIsAPartOfTheLargestNumber() {
    Check check = Check.equal("the truth", new double[] {1, 102}, new double[] {1, 100}, .05);

    assertThat(check.error()).isEqualTo(.02);
  }

  @Test
  void anAnswerOffByMoreIsAnError() {
    assertThatThrownBy(
            () -> Check.equal("the truth", new double[] {1, 102}, new double[] {1, 100}, .01))
        .isInstanceOf(WrongAnswer.class)
        .hasMessage(
            "the answer is off by 0.0200 of the largest number (held against the truth), allowed is 0.0100; a wrong answer is not timed");
  }

  @Test
  void aNumberThatIsNoneIsWrong() {
    assertThatThrownBy(() ->
            Check.equal("the truth", new double[] {Double.NaN, 1, 1}, new double[] {1, 1, 1}, 1))
        .isInstanceOf(WrongAnswer.class);
  }
}
