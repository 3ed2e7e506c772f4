package org.ebm4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The `ebm` command: its verbs are its subcommands.
@Command(
    name = "ebm",
    description = "Energy-based models: declare, infer, sample, train.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "VERB")
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /// Runs the command and ends the process with its exit code: 0 done, 1 failed, 2 asked wrongly.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /// Reads the version that the build wrote beside this class.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in =
          Objects.requireNonNull(Main.class.getResourceAsStream("version.properties"))) {
        properties.load(in);
      }
      return new String[] {
        "ebm4j %s on JDK %s".formatted(properties.getProperty("version"), Runtime.version())
      };
    }
  }
}
