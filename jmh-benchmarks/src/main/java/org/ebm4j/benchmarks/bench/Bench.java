package org.ebm4j.benchmarks.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ebm4j.benchmarks.fork.Order;
import org.ebm4j.benchmarks.fork.Signal;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.work.Rows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ebm bench`.
@Command(
    name = "ebm bench",
    mixinStandardHelpOptions = true,
    description = {
      "Time inference, sampling and training beside what this processor can do at most.",
      "",
      "Every row checks its answer first. Each JVM is fresh; between any two windows of work the processor's "
          + "peak is measured in the same process."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a row failed or its answer is wrong",
      "2:asked wrongly; nothing was done",
      "3:a row is slower than in the run compared with, beyond the noise",
      "130:interrupted; with --out, what was measured is kept, but of a --profile nothing"
    })
public final class Bench implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final int SLOWER = 3;
  private static final int MOST_THREADS = 1024;
  private static final Set<String> FOLDERS = Set.of("--out", "--peers-folder", "--class-path");

  private final PrintStream out;
  private final PrintStream err;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "ROW",
      split = ",",
      description = "Rows by name, comma between them; --list shows them.")
  private List<String> only = List.of();

  @Option(
      names = "--set",
      paramLabel = "SET",
      defaultValue = "standard",
      description = "short, standard or full (default: standard).")
  private String set = "standard";

  @Option(names = "--list", description = "Print the rows and what they do.")
  private boolean list;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "",
      description = "What computes (default: the best that runs here).")
  private String engine = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that compute (default: 1).")
  private int threads = 1;

  @Option(
      names = "--isa",
      paramLabel = "SET",
      defaultValue = "",
      description = "avx2, avx512 or none: what machine code may use (default: all there is).")
  private String isa = "";

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Fresh JVMs a row (default: the set says).")
  private @Nullable Integer forks;

  @Mixin private final OwnOptions own = new OwnOptions();

  @Mixin private final ProfileOptions profile = new ProfileOptions();

  @Mixin private final PeerOptions peers = new PeerOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write bench.json, cards.md, bench.png and, with --peers, peers.png there; until the end, "
              + "and anew after every JVM, unfinished.json and unfinished.md.")
  private @Nullable Path to;

  @Option(
      names = "--compare",
      paramLabel = "RUN",
      description = "Compare with a run saved by --out; tell what changed beyond the noise.")
  private @Nullable Path saved;

  @Option(names = "--json", description = "Print one JSON array with an object a row.")
  private boolean json;

  @Option(names = "--quick", hidden = true)
  private boolean quick;

  Bench(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(run(stream(FileDescriptor.out), stream(FileDescriptor.err), args));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /// Runs the command.
  ///
  /// @return its exit code
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine line = new CommandLine(new Bench(out, err));
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler((e, _) -> {
      err.println("ebm bench: " + sentence(e) + "; see ebm bench --help");
      return REFUSED;
    });
    line.setExecutionExceptionHandler((e, _, _) -> {
      if (e instanceof InterruptedException) {
        return Signal.INTERRUPTED; // what there is to say has been said
      }
      err.println("ebm bench: " + sentence(e));
      return e instanceof IllegalArgumentException ? REFUSED : FAILED;
    });
    return line.execute(args);
  }

  private static String sentence(Exception e) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    return said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (list) {
      for (List<Row> rows : List.of(Rows.all(), Rows.growth())) {
        rows.forEach(row -> out.printf("%-18s %s%n", row.name(), row.work()));
      }
      return 0;
    }
    if (peers.setUp(err)) {
      return 0;
    }
    peers.chosen(); // refuses a name before anything is timed
    if (profile.isWanted()) {
      return profile.run(jvm(), own, new ProfileOptions.Shown(out, err, json, to));
    }
    List<Order.What> rows = rows();
    List<Result> before = saved == null ? List.of() : Saved.read(saved);
    if (to != null) {
      Saved.prepare(to);
    }
    List<Result> results = measured(rows);
    List<Comparison> compared = Comparison.of(before, results);
    if (to != null) {
      Saved.write(to, results, "./ebm bench " + words());
    }
    out.print(json ? Saved.array(results).pretty() : Table.of(results, compared));
    if (json) {
      compared.forEach(row -> err.println("bench: " + row.row() + ": " + row.inWords()));
    }
    return code(results, compared);
  }

  private List<Result> measured(List<Order.What> rows) throws IOException, InterruptedException {
    Effort effort = effort();
    Jvm jvm = jvm();
    int jvms = rows.size() * effort.forks();
    try (var unfinished = new Unfinished(to, "./ebm bench " + words(), jvms, err)) {
      List<Result> results = new Forks(err, jvm, unfinished).results(rows, effort);
      List<Result> whole = peers.beside(results, threads, err, unfinished);
      unfinished.finish();
      return whole;
    }
  }

  private List<Order.What> rows() {
    List<Order.What> asked = own.rows(this::refusal);
    if (asked.isEmpty()) {
      return known(only.isEmpty() ? wholeSet() : Rows.named(only));
    }
    List<Order.What> rows = new ArrayList<>(known(Rows.named(only)));
    rows.addAll(asked);
    return rows;
  }

  /// The full set has the curves of growth too.
  private List<Row> wholeSet() {
    List<Row> rows = new ArrayList<>(Rows.all());
    if (set.equals("full")) {
      rows.addAll(Rows.growth());
    }
    return rows;
  }

  private static List<Order.What> known(List<Row> rows) {
    List<Order.What> known = new ArrayList<>();
    rows.forEach(row -> known.add(new Order.Known(row.name())));
    return known;
  }

  /// What was typed, without the folders of this machine.
  private String words() {
    List<String> typed =
        spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      if (FOLDERS.contains(typed.get(i))) {
        i++; // and the folder itself
      } else {
        words.add(typed.get(i));
      }
    }
    return String.join(" ", words);
  }

  private static int code(List<Result> results, List<Comparison> compared) {
    if (results.stream().anyMatch(result -> result.isFailed() && !result.isPeer())) {
      return FAILED;
    }
    return compared.stream().anyMatch(row -> row.verdict() == Comparison.Verdict.SLOWER)
        ? SLOWER
        : 0;
  }

  private Jvm jvm() {
    return new Jvm(engine, threads(), isa, own.classPath());
  }

  private int threads() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw refusal("--threads asks for %d; give 1 to %d".formatted(threads, MOST_THREADS));
    }
    return threads;
  }

  private Effort effort() {
    Effort effort =
        quick
            ? Effort.TRIFLING
            : switch (set) {
              case "short" -> Effort.SHORT;
              case "standard" -> Effort.STANDARD;
              case "full" -> Effort.FULL;
              default ->
                  throw refusal("--set asks for '%s'; give short, standard or full".formatted(set));
            };
    return forks == null ? effort : effort.forks(Math.max(1, forks));
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(
        spec == null ? new CommandLine(this) : spec.commandLine(), sentence);
  }
}
