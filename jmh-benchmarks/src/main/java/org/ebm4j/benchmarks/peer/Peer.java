package org.ebm4j.benchmarks.peer;

import java.util.List;
import java.util.Map;

/// A tool, and which rows it does.
///
/// @param kind what its program is written in
/// @param name what it is called on the command line
/// @param program `peer_jax.py`, or the Java class that is its main one
/// @param mode an argument of the program, empty for none
/// @param needs the profile of `peers/pom.xml` (Java)
/// @param environment set for its process
/// @param rows it does: beginnings of their names
public record Peer(
    Kind kind,
    String name,
    String program,
    String mode,
    String needs,
    Map<String, String> environment,
    List<String> rows) {

  /// What a peer's program is written in.
  public enum Kind {
    PYTHON,
    JAVA
  }

  private static final List<String> GRADIENTS = List.of("gemm", "mlp", "quad");
  private static final Map<String, String> AVX512 =
      Map.of("OPENBLAS_CORETYPE", "SkylakeX", "ATEN_CPU_CAPABILITY", "avx512");

  private static final List<Peer> ALL =
      List.of(
          python(
              "jax",
              "peer_jax.py",
              "",
              "gemm",
              "mlp",
              "quad",
              "train",
              "rollout",
              "ising",
              "rbm",
              "cold"),
          python("jax-manual", "peer_jax.py", "manual", "mlp", "quad"),
          python("pytorch", "peer_torch.py", "", "gemm", "mlp", "quad", "train", "rollout", "rbm"),
          python("pytorch-manual", "peer_torch.py", "manual", "mlp", "quad"),
          python(
              "pytorch-compile",
              "peer_torch.py",
              "compile",
              "mlp",
              "quad",
              "train",
              "rollout",
              "rbm"),
          python("thrml", "peer_thrml.py", "", "ising", "potts", "rbm"),
          python("blackjax", "peer_blackjax.py", "", "mala"),
          python("nutpie", "peer_nutpie.py", "", "mala"),
          python("optimistix", "peer_optimistix.py", "", "rosenbrock"),
          python("optimistix-lbfgs", "peer_optimistix.py", "lbfgs", "rosenbrock"),
          python("scipy", "peer_scipy.py", "", "rosenbrock"),
          java("libtorch", "Libtorch", "libtorch", Map.of(), GRADIENTS),
          java("libtorch-avx512", "Libtorch", "libtorch", AVX512, GRADIENTS),
          java("djl", "Djl", "djl", Map.of(), GRADIENTS),
          java("nd4j", "Nd4jPeer", "nd4j", Map.of(), GRADIENTS),
          java("ejml", "Ejml", "ejml", Map.of(), List.of("gemm")),
          java("commons-math", "CommonsMath", "commons-math", Map.of(), List.of("rosenbrock")));

  /// All of them.
  public static List<Peer> all() {
    return ALL;
  }

  /// Those that do a row.
  public static List<Peer> of(String row) {
    return ALL.stream().filter(peer -> peer.rows.stream().anyMatch(row::startsWith)).toList();
  }

  private static Peer python(String name, String script, String mode, String... rows) {
    return new Peer(Kind.PYTHON, name, script, mode, "", Map.of(), List.of(rows));
  }

  private static Peer java(
      String name, String type, String needs, Map<String, String> environment, List<String> rows) {
    return new Peer(Kind.JAVA, name, type, "", needs, environment, rows);
  }
}
