package org.ebm4j.benchmarks.fork;

import java.util.List;

/// What is asked of a fork.
///
/// @param row the row's name
/// @param engine its name, empty for the best
/// @param threads that work
/// @param warmUp milliseconds at least
/// @param time milliseconds in windows
public record Order(String row, String engine, int threads, long warmUp, long time) {
  /// As the arguments of the program.
  public List<String> arguments() {
    return List.of(
        row, engine, Integer.toString(threads), Long.toString(warmUp), Long.toString(time));
  }

  static Order of(String... arguments) {
    return new Order(
        arguments[0],
        arguments[1],
        Integer.parseInt(arguments[2]),
        Long.parseLong(arguments[3]),
        Long.parseLong(arguments[4]));
  }
}
