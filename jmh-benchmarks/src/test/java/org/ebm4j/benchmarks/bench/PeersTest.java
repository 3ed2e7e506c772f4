package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ebm4j.benchmarks.peer.Peer;
import org.ebm4j.benchmarks.peer.PeerHome;
import org.ebm4j.benchmarks.peer.PeerRun;
import org.ebm4j.benchmarks.work.Rows;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers that are not there, that find another answer, that do well. A shell script stands for
/// Python.
class PeersTest {
  @TempDir Path folder;

  @Test
  void peersThatAreNotThereAreLeftOutWithASentence() {
    Spoken bench =
        Spoken.bench(
            "--only", "mlp-one", "--quick", "--peers", "--peers-folder", folder.toString());

    assertThat(bench.code()).isZero();
    assertThat(bench.err())
        .contains("bench: jax is left out: ")
        .contains("is not there; ./ebm bench --setup-peers fetches it")
        .contains("bench: libtorch is left out: ");
  }

  @Test
  void anUnknownPeerIsRefusedWithThePeersThereAre() {
    Spoken bench = Spoken.bench("--only", "mlp-one", "--quick", "--peers=jax,jx");

    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.err()).startsWith("ebm bench: there is no peer 'jx'; there are jax, ");
  }

  private PeerRun.Said said(String script) throws Exception {
    Path python = Files.createDirectories(folder.resolve("python/bin")).resolve("python");
    Files.writeString(python, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    PeerHome home = new PeerHome(folder, folder);
    Peer jax = Peer.of("mlp-one").getFirst();
    assertThat(home.absent(jax)).isEmpty();
    return new PeerRun(home, 1, 1).ask(jax, Rows.named("mlp-one"), 11.5, 1e-3);
  }

  @Test
  void aPeerIsGivenTheRowItsArraysAndTheAnswer() throws Exception {
    String script =
        """
        [ $(wc -c < "$3/w2.npy") -eq $((128 * 128 * 4 + 128)) ] || { echo "w2 is not there" >&2; exit 1; }
        echo words
        echo "{\\"peer\\": \\"$2 $4 $5\\", \\"wall_us\\": [2.5, 2.25]}"
        """;
    assertThat(said(script))
        .isInstanceOfSatisfying(
            PeerRun.Timed.class,
            timed ->
                assertThat(timed.fields())
                    .containsEntry("peer", Json.of("mlp-one --answer 11.5"))
                    .containsEntry("wall_us", Json.numbers(new double[] {2.5, 2.25})));
  }

  @Test
  void aPeerThatFindsAnotherAnswerIsNotTimed() throws Exception {
    assertThat(said("echo noise >&2; echo found 12 where ebm4j found 11.5 >&2; exit 2"))
        .isEqualTo(new PeerRun.Refused("jax: found 12 where ebm4j found 11.5"));
  }

  @Test
  void everyPeerDoesARowThereIs() {
    for (Peer peer : Peer.all()) {
      assertThat(peer.rows()).isNotEmpty();
    }
    assertThat(Peer.of("quad-16")).extracting(Peer::name).contains("jax", "libtorch", "djl");
    assertThat(Peer.of("gemm-64")).extracting(Peer::name).contains("ejml", "nd4j");
  }
}
