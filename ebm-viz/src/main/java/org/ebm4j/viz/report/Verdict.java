package org.ebm4j.viz.report;

/// One number that came out, with what it must be compared with and what that says.
///
/// @param name of the number, in everyday words
/// @param value as it should be read, with its interval and unit
/// @param compared the floor, baseline or target, with its value
/// @param meaning one sentence
public record Verdict(String name, String value, String compared, String meaning, Outcome outcome) {

  public enum Outcome {
    /// The number is on the right side of what it is compared with.
    REACHED,
    /// It is not.
    MISSED,
    /// There is nothing to reach: the number is a floor itself, or context.
    SHOWN
  }
}
