package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ebm4j.benchmarks.profile.Trials;
import org.ebm4j.viz.figure.PerformanceProfile;
import org.ebm4j.viz.record.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about solvers side by side.
final class ProfileOptions {
  private static final int STARTS = 4;

  @Option(
      names = "--profile",
      description =
          "Solvers side by side on many problems: a performance profile of their gradients to 1e-6; "
              + "--energy and --solver add yours.")
  private boolean wanted;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "5000",
      description = "A solver of --profile may take so many (default: 5000).")
  private long steps = 5000;

  /// Where it is shown.
  record Shown(PrintStream out, PrintStream err, boolean json, @Nullable Path folder) {}

  boolean isWanted() {
    return wanted;
  }

  /// @return the command's exit code
  int run(Jvm jvm, OwnOptions own, Shown shown) throws IOException, InterruptedException {
    if (shown.folder != null) {
      Saved.prepare(shown.folder);
    }
    var plan = new Trials.Plan(jvm.engine(), STARTS, steps, own.energies(), own.solvers());
    Jvm.Left left = trials(jvm, plan, shown.err);
    if (!left.failure().isEmpty()) {
      throw new IllegalArgumentException(left.failure());
    }
    Json found = Json.parse(left.printed().strip());
    PerformanceProfile profile = profile(((Json.Obj) found).fields());
    if (shown.folder != null) {
      Files.writeString(shown.folder.resolve("profile.json"), found.pretty());
      profile
          .chart("Performance profile: gradients until |∇E| ≤ 1e-6")
          .png(shown.folder.resolve("profile.png"));
    }
    shown.out.print(shown.json ? found.pretty() : table(profile));
    return 0;
  }

  /// Whoever ends the process meanwhile is told what that costs, and who measures is ended too.
  private static Jvm.Left trials(Jvm jvm, Trials.Plan plan, PrintStream err)
      throws IOException, InterruptedException {
    Thread farewell =
        new Thread(() -> {
          err.println(
              "bench: the profile was interrupted; it is one measurement, and nothing is kept");
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        });
    Runtime.getRuntime().addShutdownHook(farewell);
    boolean interrupted = false;
    try {
      return jvm.run(Trials.class, plan.arguments());
    } catch (InterruptedException e) {
      interrupted = true; // and the process ends
      throw e;
    } finally {
      if (!interrupted) {
        Runtime.getRuntime().removeShutdownHook(farewell);
      }
    }
  }

  private static PerformanceProfile profile(Map<String, Json> found) {
    List<String> solvers =
        items(found, "solvers").stream().map(name -> ((Json.Text) name).value()).toList();
    double[][] costs =
        items(found, "gradients").stream()
            .map(row -> ((Json.Arr) row).items().stream().mapToDouble(ProfileOptions::cost))
            .map(row -> row.toArray())
            .toArray(double[][]::new);
    return PerformanceProfile.of(solvers, costs);
  }

  private static List<Json> items(Map<String, Json> found, String name) {
    return found.get(name) instanceof Json.Arr(var items) ? items : List.of();
  }

  private static double cost(Json cost) {
    return cost instanceof Json.Null ? Double.POSITIVE_INFINITY : cost.asDouble();
  }

  private static String table(PerformanceProfile profile) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-26s %9s %9s %9s %9s%n",
            "solver",
            "best",
            "within 2",
            "within 10",
            "solved"));
    for (int s = 0; s < profile.solvers().size(); s++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-26s %7.0f %% %7.0f %% %7.0f %% %7.0f %%%n",
              profile.solvers().get(s),
              100 * profile.share(s, 1),
              100 * profile.share(s, 2),
              100 * profile.share(s, 10),
              100 * profile.share(s, Double.POSITIVE_INFINITY)));
    }
    return text.toString();
  }
}
