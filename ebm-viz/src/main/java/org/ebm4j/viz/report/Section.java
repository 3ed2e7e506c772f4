package org.ebm4j.viz.report;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.LineChart;

/// A heading and what stands under it.
public record Section(String heading, List<Block> blocks) {

  public Section {
    blocks = List.copyOf(blocks);
  }

  public static Section of(String heading) {
    return new Section(heading, List.of());
  }

  public Section plus(Block added) {
    List<Block> all = new ArrayList<>(blocks);
    all.add(added);
    return new Section(heading, all);
  }

  /// Adds text; see [Block.Prose].
  public Section prose(String text) {
    return plus(new Block.Prose(text));
  }

  public Section figure(Figure figure, String caption) {
    return plus(new Block.Still(figure, caption));
  }

  /// Adds a line chart whose values can be read off with the pointer.
  public Section live(LineChart chart, String caption) {
    return plus(new Block.Live(chart, caption));
  }

  public Section table(List<String> header, List<List<String>> rows) {
    return plus(new Block.Table(header, rows));
  }

  public Section code(String text) {
    return plus(new Block.Code(text));
  }
}
