package org.ebm4j.benchmarks.row;

/// The work gave an answer that an independent computation does not confirm.
public final class WrongAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WrongAnswer(String sentence) {
    super(sentence);
  }
}
