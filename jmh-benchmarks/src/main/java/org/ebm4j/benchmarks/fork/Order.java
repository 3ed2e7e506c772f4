package org.ebm4j.benchmarks.fork;

import java.util.List;
import org.ebm4j.benchmarks.own.OwnRow;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.work.Rows;

/// What is asked of a fork.
///
/// @param what a row of [Rows] by name, or the user's own
/// @param engine its name, empty for the best
/// @param threads that work
/// @param warmUp milliseconds at least
/// @param time milliseconds in windows
public record Order(What what, String engine, int threads, long warmUp, long time) {
  /// What is timed.
  public sealed interface What {
    /// What the row is called.
    String name();
  }

  /// A row of the bench.
  public record Known(String name) implements What {}

  /// A user's classes.
  ///
  /// @param solver empty for none
  public record Own(String energy, String solver, int starts) implements What {
    @Override
    public String name() {
      return new OwnRow(energy, solver, starts).name();
    }
  }

  /// As the arguments of the program.
  public List<String> arguments() {
    List<String> words =
        switch (what) {
          case Known(var name) -> List.of("row", name, "", "");
          case Own(var energy, var solver, var starts) ->
              List.of("own", energy, solver, Integer.toString(starts));
        };
    return List.of(
        words.get(0),
        words.get(1),
        words.get(2),
        words.get(3),
        engine,
        Integer.toString(threads),
        Long.toString(warmUp),
        Long.toString(time));
  }

  static Order of(String... words) {
    What what =
        words[0].equals("row")
            ? new Known(words[1])
            : new Own(words[1], words[2], Integer.parseInt(words[3]));
    return new Order(
        what,
        words[4],
        Integer.parseInt(words[5]),
        Long.parseLong(words[6]),
        Long.parseLong(words[7]));
  }

  Row row() {
    return switch (what) {
      case Known(var name) -> Rows.named(name);
      case Own(var energy, var solver, var starts) -> new OwnRow(energy, solver, starts);
    };
  }
}
