package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What happens between the word and the work: as little as the word needs.
@Tag("once")
class StartTest {
  @Command(name = "ebm")
  private static final class Nothing {}

  private static CommandLine line(String... words) {
    Console console = new Console(System.out, System.err, false, 0);
    Verbs verbs = new Verbs(console, new Demo(console));
    CommandLine line = new CommandLine(new Nothing(), verbs);
    verbs.addTo(line, words);
    return line;
  }

  @ParameterizedTest
  @CsvSource({"infer runs/a,infer", "--debug sample runs/demo,sample", "doctor --json,doctor"})
  void onlyTheVerbThatWasAskedForIsRead(String words, String verb) {
    assertThat(line(words.split(" ")).getSubcommands()).containsOnlyKeys(verb);
  }

  @ParameterizedTest
  @CsvSource({"--help", "doctr", "@words", "--debug", "runs/a infer"})
  void withoutAVerbAllAreRead(String words) {
    assertThat(line(words.split(" ")).getSubcommands())
        .containsOnlyKeys("demo", "train", "infer", "sample", "report", "bench", "doctor");
  }

  @Test
  void theStartUpCacheIsMadeOfWorkThatSucceeds() throws IOException {

    assertThat(Rehearsal.of("src/main/aot/himmelblau")).isEqualTo(Exit.DONE);
    assertThat(Rehearsal.of("src/main/aot/nothing")).isEqualTo(Exit.REFUSED);
  }
}
