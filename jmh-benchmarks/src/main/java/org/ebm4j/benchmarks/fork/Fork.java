package org.ebm4j.benchmarks.fork;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.WrongAnswer;
import org.ebm4j.kernels.machine.Hardware;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.viz.record.Json;

/// The program of one fresh JVM: prepares one row, times it, and prints one JSON object.
public final class Fork {
  /// Exit code when the row cannot be done as asked.
  public static final int REFUSED = 2;

  /// Exit code when the row's answer was wrong.
  public static final int WRONG = 3;

  private static final int LEAST_WINDOWS = 3;

  private Fork() {}

  /// @param args those of an [Order]
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // whatever else is said, only the result goes out
    int code = 0;
    try {
      out.println(new Json.Obj(measured(Order.of(args))).compact());
    } catch (WrongAnswer e) {
      System.err.println(e.getMessage());
      code = WRONG;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      code = REFUSED;
    }
    System.exit(code);
  }

  private static Map<String, Json> measured(Order order) {
    Row row = order.row();
    Engine engine = order.engine().isEmpty() ? Engine.best() : Engine.named(order.engine());
    Map<String, Json> fields = new LinkedHashMap<>();
    try (Job job = row.prepare(new Setup(engine, order.threads()))) {
      fields.put("row", Json.of(row.name()));
      fields.put("engine", Json.of(engine.name()));
      fields.put("threads", Json.of(order.threads()));
      fields.put("lanes_bits", Json.of(Machine.isa().bits()));
      fields.put("processor", Json.of(Hardware.here().processor()));
      fields.put("jdk", Json.of(Runtime.version().toString()));
      fields.put("checked", Json.of(job.checked().against()));
      fields.put("error", Json.of(job.checked().error()));
      fields.put("tolerance", Json.of(job.checked().tolerance()));
      job.answer().ifPresent(answer -> fields.put("answer", Json.of(answer)));
      figure(job.measure(), fields);
      Duration warmUp = millis(order.warmUp());
      Duration least = engine.warmUp();
      times(job, order, warmUp.compareTo(least) < 0 ? least : warmUp, fields);
      baseline(job, fields);
      job.further().forEach((name, value) -> fields.put(name, Json.of(value)));
    }
    return fields;
  }

  private static void figure(Measure measure, Map<String, Json> fields) {
    fields.put("unit", Json.of(measure.unit()));
    fields.put("items", Json.of(measure.items()));
    fields.put("rate", Json.of(measure.rate()));
    fields.put("scale", Json.of(measure.scale()));
  }

  private static void times(Job job, Order order, Duration warmUp, Map<String, Json> fields) {
    boolean alone = order.threads() == 1 && job.flops().isPresent();
    var plan = new Sampler.Plan(warmUp, millis(order.time()), LEAST_WINDOWS, alone);
    var sampler = new Sampler(job::run, plan);
    List<Sampler.Window> windows = sampler.windows();
    double[] all = windows.stream().flatMapToDouble(w -> Arrays.stream(w.calls())).toArray();
    double[] peaks = windows.stream().mapToDouble(Sampler.Window::peak).toArray();
    fields.put("wall_us", micros(windows.stream().mapToDouble(Sampler.Window::wall).toArray()));
    fields.put(
        "processor_us", micros(windows.stream().mapToDouble(Sampler.Window::processor).toArray()));
    fields.put("peaks", Json.numbers(peaks));
    OptionalDouble flops = job.flops();
    if (flops.isPresent()) {
      double each = flops.getAsDouble() / order.threads();
      fields.put(
          "shares",
          Json.numbers(
              windows.stream().mapToDouble(w -> each / w.processor() / w.peak()).toArray()));
    }
    fields.put("all_median_us", Json.of(Sorted.of(all).median() / 1e3));
    if (job.countsBytes()) {
      fields.put("bytes_per_step", Json.of(sampler.bytesPerStep()));
    }
  }

  private static Json micros(double[] nanoseconds) {
    return Json.numbers(Arrays.stream(nanoseconds).map(time -> time / 1e3).toArray());
  }

  private static void baseline(Job job, Map<String, Json> fields) {
    if (job.baseline().isPresent()) {
      Runnable loops = job.baseline().get();
      var sampler =
          new Sampler(
              count -> repeat(loops, count), new Sampler.Plan(millis(500), millis(200), 1, true));
      double[] times = sampler.windows().stream().mapToDouble(Sampler.Window::processor).toArray();
      fields.put("baseline_us", Json.of(Sorted.of(times).median() / 1e3));
    }
  }

  private static void repeat(Runnable work, int count) {
    for (int i = 0; i < count; i++) {
      work.run();
    }
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }
}
