package org.ebm4j.cli.story;

import java.util.List;
import java.util.Map;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;

/// One experiment's part of the page. It is asked only where its figures came out.
public sealed interface Chapter
    permits MoonsChapter,
        CompletionChapter,
        EmbeddingChapter,
        Training,
        TrainedEnergy,
        TrainedEncoder,
        Sampled {

  /// What its figures and files begin with.
  String name();

  /// Whether its figures came out.
  boolean isIn(Told told);

  /// Its pictures, by the name of the PNG file.
  Map<String, Figure> pictures(Told told);

  /// Each figure with its floor.
  List<Verdict> verdicts(Told told);

  /// What a person reads.
  Section section(Told told);

  /// Those of every kind of run, in order.
  static List<Chapter> all() {
    return List.of(
        new MoonsChapter(),
        new CompletionChapter(),
        new EmbeddingChapter(),
        new TrainedEnergy(),
        new TrainedEncoder(),
        new Training(),
        new Sampled());
  }
}
