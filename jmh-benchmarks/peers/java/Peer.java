import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the Java peers share: one row a process, its numbers from a folder, its answer compared
/// before it is timed. Started as `PEER ROW FOLDER --answer A --tolerance T --seconds S --threads N`;
/// prints one JSON object.
final class Peer {
  final String row;
  final int threads;
  private final Path folder;
  private final double wanted;
  private final double tolerance;
  private final double seconds;
  private double answer;

  /// Work that takes a while.
  interface Call {
    void run() throws Exception;
  }

  private Peer(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 2; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    row = args[0];
    folder = Path.of(args[1]);
    wanted = Double.parseDouble(options.getOrDefault("--answer", "NaN"));
    tolerance = Double.parseDouble(options.getOrDefault("--tolerance", "1e-3"));
    seconds = Double.parseDouble(options.getOrDefault("--seconds", "2"));
    threads = Integer.parseInt(options.getOrDefault("--threads", "1"));
  }

  static Peer of(String[] args) {
    return new Peer(args);
  }

  /// What the row's name begins with: `gemm`, `mlp`, `quad`, ...
  String kind() {
    return row.substring(0, row.indexOf('-'));
  }

  /// An array of the row, row-major.
  float[] floats(String name) throws IOException {
    ByteBuffer bytes = bytes(name);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /// Its shape.
  long[] shape(String name) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve(name + ".npy"));
    String header = new String(all, 0, 10 + (all[8] & 0xff) + 256 * (all[9] & 0xff), StandardCharsets.ISO_8859_1);
    String dims = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
    return List.of(dims.split(",")).stream().map(String::strip).filter(s -> !s.isEmpty()).mapToLong(Long::parseLong).toArray();
  }

  private ByteBuffer bytes(String name) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".npy"))).order(ByteOrder.LITTLE_ENDIAN);
    all.position(10 + Short.toUnsignedInt(all.getShort(8)));
    return all.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Ends the process where the answer is not the one that ebm4j found.
  void compare(double found) {
    answer = found;
    if (!Double.isNaN(wanted) && !(Math.abs(found - wanted) <= tolerance * Math.abs(wanted))) {
      refuse(String.format(Locale.ROOT, "found %.7g where ebm4j found %.7g; another answer is not timed", found, wanted));
    }
  }

  void refuse(String sentence) {
    System.err.println(sentence);
    System.exit(2);
  }

  /// Times calls of so many steps, after warming up, and prints the result.
  void report(String peer, int steps, Call call) throws Exception {
    long start = System.nanoTime();
    call.run();
    double first = (System.nanoTime() - start) / 1e9;
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (1e9 * seconds);
    long warm = System.nanoTime() + (long) (5e8 * seconds);
    while (System.nanoTime() < end || times.size() < 3) {
      long before = System.nanoTime();
      call.run();
      long now = System.nanoTime();
      if (now > warm || first > seconds) {
        times.add((now - before) / 1e3 / steps);
      }
    }
    String list = times.stream().map(t -> Double.toString(t)).collect(Collectors.joining(","));
    System.out.printf(
        Locale.ROOT,
        "%n{\"peer\":\"%s\",\"row\":\"%s\",\"answer\":%s,\"wall_us\":[%s],\"first_s\":%.3f,\"threads\":%d}%n",
        peer, row, answer, list, first, threads);
    System.out.flush();
    System.exit(0);
  }
}
