package org.ebm4j.cli.story;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.report.Report;
import org.ebm4j.viz.report.Verdict;

/// Makes the pictures and the page of a run from what else lies in its folder.
public final class Pages {
  private Pages() {}

  /// Writes them.
  ///
  /// @return the verdicts on the page
  public static List<Verdict> write(RunFolder folder) throws IOException {
    Told told = told(folder);
    for (Map.Entry<String, Figure> picture : Story.pictures(told).entrySet()) {
      folder.save(picture.getKey(), picture.getValue());
    }
    folder.announceReport();
    folder.save(told.recorded().status(), told.recorded().record());
    Report report = Story.report(told(folder));
    folder.save(report);
    return report.verdicts();
  }

  private static Told told(RunFolder folder) throws IOException {
    Map<String, Weights> arrays = new HashMap<>();
    for (String chapter : Story.chapterNames()) {
      arrays.put(chapter, folder.arrays(chapter + Story.ARRAYS));
    }
    return new Told(folder.recorded(), folder.metrics(), arrays);
  }
}
