package org.ebm4j.cli.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ebm4j.cli.run.Recorded;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.record.RunRecord;
import org.ebm4j.viz.report.Details;
import org.ebm4j.viz.report.Report;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;

/// The page of a demo.
public final class Story {
  /// What follows a chapter's name in the name of the file of its arrays.
  public static final String ARRAYS = "-pictures";

  private static final String WHAT_AN_ENERGY_IS =
      """
      An energy is a function that gives every possible thing a number: low where things look right, high where they look \
      wrong. Whoever has one can do much with it. Going downhill from a broken picture repairs it. Wandering \
      about where it is low draws new pictures. Asking how low it is tells the familiar from the strange.\
      """;

  private static final String WHAT_THE_DEMO_IS =
      """
      This page was written by one command that learned such functions from data on this machine, used them, and \
      measured how well that went. Every number stands beside a floor: what one gets without learning anything, or, where it \
      is known, the best that is possible. A number without its floor says nothing.\
      """;

  private static final String WHAT_NEXT =
      """
      Everything on this page was drawn from files beside it: `run.json` has every number, `metrics.jsonl` what was measured on the way, \
      `*.safetensors` the weights and arrays (Python reads them too), `*.png` the pictures.

      - Another seed gives other figures: `./ebm demo --seed 1 --out runs/seed-1`. What holds for one seed only is no finding.
      - Ask a learned energy yourself: `./ebm infer DIR/two-moons-energy --start '[2, 1]'` goes downhill from a point, `./ebm sample DIR/two-moons-energy` draws from it.
      - Train on your own rows: write `{"data": "rows.csv", "objective": "pcd"}` to `own.json` and run `./ebm train own.json`; `./ebm train --keys` lists what else it may say.
      - Declare an energy of your own in a few lines of Java: the README shows one.\
      """;

  private Story() {}

  /// The pictures of all chapters that are in, by file name.
  public static Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    chapters(told).forEach(chapter -> all.putAll(new TreeMap<>(chapter.pictures(told))));
    return all;
  }

  /// The page.
  public static Report report(Told told) {
    Report report = Report.of(title(told), summary(told) + "\n\n" + how(told));
    List<Verdict> verdicts = new ArrayList<>();
    for (Chapter chapter : chapters(told)) {
      verdicts.addAll(chapter.verdicts(told));
    }
    for (Verdict verdict : verdicts) {
      report = report.plus(verdict);
    }
    for (Chapter chapter : chapters(told)) {
      report = report.plus(chapter.section(told));
    }
    if (!verdicts.isEmpty() || told.recorded().status() != Recorded.Status.FINISHED) {
      report = report.plus(failures(told, verdicts));
    }
    if (told.isOf("demo")) {
      report = report.plus(Section.of("What to try next").prose(WHAT_NEXT));
    }
    return endings(report, told);
  }

  private static String title(Told told) {
    if (told.isOf("train")) {
      return "ebm4j: %s trained on %s".formatted(trained(told), told.setting("data"));
    }
    return told.isOf("sample")
        ? "ebm4j: draws from an energy"
        : "ebm4j: energies learned from data";
  }

  private static String trained(Told told) {
    return told.setting("embedding").isEmpty() ? "an energy" : "an encoder";
  }

  private static String summary(Told told) {
    String here =
        told.isOf("train")
            ? training(told)
            : told.isOf("sample") ? sampling(told) : WHAT_THE_DEMO_IS;
    return WHAT_AN_ENERGY_IS + "\n\n" + here;
  }

  private static String sampling(Told told) {
    String known =
        told.setting("given").isEmpty() && told.setting("known").isEmpty()
            ? ""
            : " Some of it was known beforehand: `%s`."
                .formatted((told.setting("given") + " " + told.setting("known")).strip());
    return """
    Here points were drawn from the energy in `%s`, the more often the lower it is there: in proportion to exp(−βE) with β = %s.%s \
    Draws of one chain resemble each other, and a chain may never find a valley; the figures below say how far the draws can be trusted.\
    """
        .formatted(told.setting("energy"), told.setting("beta"), known);
  }

  private static String training(Told told) {
    String objective =
        switch (told.setting("objective")) {
          case "pcd" ->
              "persistent contrastive divergence: the energy is lowered at the data and raised where the model's own samples go";
          case "nce" ->
              "noise-contrastive estimation: the energy learns to tell the data from noise of a known law";
          case "denoising" ->
              "denoising score matching: the slope of the energy learns to lead noisy rows back to clean ones";
          case "vicreg" ->
              "joint embedding with VICReg: two views of a row get one embedding, and a regulariser keeps different rows apart";
          case "none" ->
              "joint embedding without a regulariser: two views of a row get one embedding, and nothing keeps different rows apart";
          default -> "an objective this version does not know";
        };
    return "Here %s was trained on `%s` (%s) by %s."
        .formatted(trained(told), told.setting("data"), told.setting("rows read"), objective);
  }

  /// The names of all chapters, under which their arrays are kept.
  public static List<String> chapterNames() {
    return Chapter.all().stream().map(Chapter::name).toList();
  }

  private static List<Chapter> chapters(Told told) {
    return Chapter.all().stream().filter(chapter -> chapter.isIn(told)).toList();
  }

  private static String how(Told told) {
    RunRecord run = told.recorded().record();
    String ended =
        switch (told.recorded().status()) {
          case FINISHED -> "All parts were done.";
          case RUNNING ->
              "The run was still going on, or was killed, when this page was written: parts are missing.";
          case INTERRUPTED ->
              "The run was interrupted: the parts that were done are here, the others are missing.";
          case FAILED ->
              "A part of the run failed: the parts done before are here, the others are missing.";
        };
    return "Seed %d, engine %s. %s".formatted(run.seed(), run.engine(), ended);
  }

  private static Section failures(Told told, List<Verdict> verdicts) {
    List<Verdict> missed =
        verdicts.stream().filter(v -> v.outcome() == Verdict.Outcome.MISSED).toList();
    Section section = Section.of("What did not work");
    if (missed.isEmpty() && !verdicts.isEmpty()) {
      section =
          section.prose(
              "Every figure above that has something to reach reached it. That is so for this seed and these settings; another seed gives other figures.");
    } else if (!missed.isEmpty()) {
      section =
          section.prose(
              missed.stream()
                  .map(v ->
                      "- "
                          + v.name()
                          + ": "
                          + v.value()
                          + ", compared with "
                          + v.compared()
                          + ". "
                          + v.meaning())
                  .collect(Collectors.joining("\n")));
    }
    return told.recorded().status() == Recorded.Status.FINISHED
        ? section
        : section.prose(how(told));
  }

  private static Report endings(Report report, Told told) {
    RunRecord run = told.recorded().record();
    String again = "./ebm " + Words.typed(run.command());
    String versions =
        run.versions().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(" · "));
    return report
        .plus(new Details("The command to repeat this run, bit for bit", again))
        .plus(new Details("run.json", told.recorded().text()))
        .footer(versions + " · engine " + run.engine() + credit(told));
  }

  private static String credit(Told told) {
    return told.isOf("demo") || told.setting("data").equals("digits")
        ? " · handwritten digits: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0"
        : "";
  }
}
