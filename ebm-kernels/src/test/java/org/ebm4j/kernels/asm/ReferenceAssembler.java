package org.ebm4j.kernels.asm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pairs what we emit with what binutils' `as` makes of the same line, written in the manual's
/// order of operands.
final class ReferenceAssembler {
  private final Assembler ours;
  private final List<Integer> positions = new ArrayList<>();
  private final StringBuilder theirs = new StringBuilder(".intel_syntax noprefix\n.text\n");
  private final List<String> lines = new ArrayList<>();

  /// @param width of the program that is compared
  ReferenceAssembler(Width width) {
    ours = new Assembler(width);
  }

  /// Says in one sentence why there is nothing to compare with, or nothing when there is.
  static Optional<String> missing() {
    for (String tool : List.of("as", "objcopy")) {
      try {
        new ProcessBuilder(tool, "--version")
            .redirectErrorStream(true)
            .start()
            .getInputStream()
            .readAllBytes();
      } catch (IOException e) {
        return Optional.of(
            "encodings are not compared with an independent assembler: '%s' did not start (%s); install binutils"
                .formatted(tool, e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /// Our assembler, about to emit what `line` says.
  Assembler expect(String line) {
    positions.add(ours.position());
    lines.add(line);
    theirs.append(line).append('\n');
    return ours;
  }

  int size() {
    return lines.size();
  }

  /// The first line whose bytes differ, or nothing.
  Optional<String> firstDifference() throws IOException, InterruptedException {
    byte[] a = ours.code();
    byte[] b = assembled();
    int at = 0;
    while (at < Math.min(a.length, b.length) && a[at] == b[at]) {
      at++;
    }
    if (at == a.length && at == b.length) {
      return Optional.empty();
    }
    int k = lines.size() - 1;
    while (positions.get(k) > at) {
      k--;
    }
    int from = positions.get(k);
    return Optional.of(
        "%s: ours %s, theirs %s (read from byte %d)"
            .formatted(lines.get(k), hex(a, from), hex(b, from), from));
  }

  private byte[] assembled() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("encodings");
    Path source = folder.resolve("all.s");
    Path object = folder.resolve("all.o");
    Path flat = folder.resolve("all.bin");
    try {
      Files.writeString(source, theirs);
      run("as", "--64", "-o", object.toString(), source.toString());
      run("objcopy", "-O", "binary", "-j", ".text", object.toString(), flat.toString());
      return Files.readAllBytes(flat);
    } finally {
      for (Path file : List.of(source, object, flat, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + said.lines().limit(12).toList());
    }
  }

  private static String hex(byte[] code, int from) {
    return java.util.HexFormat.ofDelimiter(" ")
        .formatHex(code, Math.min(from, code.length), Math.min(from + 12, code.length));
  }
}
