package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.ebm4j.cli.terminal.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the command answers to words.
@Tag("once")
class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doctr | ebm: unmatched argument at index 0: 'doctr'; nearest: doctor; see ebm --help",
        "doctor --jsn | ebm doctor: unknown option: '--jsn'; nearest: --json; see ebm doctor --help",
        "doctor extra | ebm doctor: unmatched argument at index 1: 'extra'; see ebm doctor --help",
        "doctor --threads two | ebm doctor: invalid value for option '--threads': 'two' is not an int; see ebm doctor --help",
        "doctor --threads | ebm doctor: missing required parameter for option '--threads' (N); see ebm doctor --help",
        "doctor --engine abacus | ebm doctor: there is no engine 'abacus'; there are "
      })
  void wrongWordsAreOneSentenceAndExitCode2(String words, String sentence) {
    Spoken ebm = Spoken.ebm(words.split(" "));

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.out).isEmpty();
    assertThat(ebm.err).hasSize(1).first().asString().startsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1025", "2000000000"})
  void threadsOutsideTheirRangeAreRefusedWithTheNumberFound(String threads) {
    Spoken ebm = Spoken.ebm("doctor", "--threads", threads);

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err)
        .singleElement()
        .asString()
        .startsWith("ebm doctor: --threads asks for " + threads + "; give 1 to 1024");
  }

  @Test
  void debugShowsWhereARefusalCameFrom() {
    Spoken ebm = Spoken.ebm("doctor", "--engine", "abacus", "--debug");

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err).anyMatch(line -> line.startsWith("\tat org.ebm4j"));
  }

  @Test
  void withoutWordsItSaysWhatItCanDoAndHowItEnds() {
    Spoken ebm = Spoken.ebm();

    assertThat(ebm.code).isEqualTo(Exit.DONE);
    assertThat(ebm.out).contains("doctor").contains("130").contains("interrupted");
    assertThat(ebm.err).isEmpty();
  }

  @Test
  void controlSignsOfAnArgumentDoNotReachTheTerminal() {
    Spoken ebm = Spoken.ebm("doctor", "--engine", "\u001b[31mred\nnext line");

    assertThat(ebm.err).hasSize(1);
    assertThat(ebm.err.getFirst()).doesNotContain("\u001b").contains("[31mred next line");
  }

  @ParameterizedTest
  @CsvSource({"/dev/null", "/dev/null/below", "/proc/nowhere", "pom.xml"})
  void foldersThatCannotBeAreRefusedInOneSentence(String out) {
    Spoken ebm = Spoken.ebm("demo", "--quick", "--out", out);

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.out).isEmpty();
    assertThat(ebm.err).hasSize(1).first().asString().startsWith("ebm demo: ").contains(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo --seed 1.5 | ebm demo: invalid value for option '--seed': '1.5' is not a long; see ebm demo --help",
        "demo --out | ebm demo: missing required parameter for option '--out' (DIR); see ebm demo --help",
        "report nowhere | ebm report: nowhere holds no run.json, so no run was made there; give the folder of a run",
        "bench --only gemm-64 | ebm bench: the benchmarks are not part of this program; type ./ebm bench --only gemm-64 where the sources are",
        "report | ebm report: missing required parameter: 'DIR'; see ebm report --help"
      })
  void wrongRequestsOfVerbsAreOneSentence(String words, String sentence) {
    Spoken ebm = Spoken.ebm(words.split(" "));

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err).containsExactly(sentence);
  }
}
