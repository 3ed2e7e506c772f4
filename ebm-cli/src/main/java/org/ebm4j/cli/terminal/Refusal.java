package org.ebm4j.cli.terminal;

import java.util.concurrent.Callable;

/// A request that cannot be met because of what was asked: one sentence with what was asked, what
/// was found, and the way out. Nothing was written.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refusal(String sentence) {
    super(sentence);
  }

  /// With what it was learned from.
  public Refusal(String sentence, Exception cause) {
    super(sentence, cause);
  }

  /// The value, where what the caller asked for makes sense; else a refusal in the words of the
  /// exception.
  public static <T> T unless(Callable<T> value) {
    try {
      return value.call();
    } catch (Refusal refusal) {
      throw refusal;
    } catch (Exception e) {
      throw new Refusal(Sentence.of(e), e);
    }
  }
}
