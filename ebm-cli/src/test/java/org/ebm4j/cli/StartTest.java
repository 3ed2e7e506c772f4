package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

/// What happens between the word and the work: as little as the word needs.
@Tag("once")
class StartTest {
  private static Set<String> read(String... words) {
    Console console = new Console(System.out, System.err, false, 0);
    CommandSpec ebm = CommandSpec.create();
    new Verbs(console, new Demo(console)).addTo(ebm, words);
    return ebm.subcommands().keySet();
  }

  @ParameterizedTest
  @CsvSource({"infer runs/a,infer", "--debug sample runs/demo,sample", "doctor --json,doctor"})
  void onlyTheVerbThatWasAskedForIsRead(String words, String verb) {
    assertThat(read(words.split(" "))).containsExactly(verb);
  }

  @ParameterizedTest
  @CsvSource({"--help", "doctr", "@words", "--debug", "runs/a infer"})
  void withoutAVerbAllAreRead(String words) {
    assertThat(read(words.split(" ")))
        .containsExactly("demo", "train", "infer", "sample", "report", "bench", "doctor");
  }

  @Test
  void theStartUpCacheIsMadeOfWorkThatSucceeds() throws IOException {

    assertThat(Rehearsal.of("src/main/aot/himmelblau")).isEqualTo(Exit.DONE);
    assertThat(Rehearsal.of("src/main/aot/nothing")).isEqualTo(Exit.REFUSED);
  }
}
