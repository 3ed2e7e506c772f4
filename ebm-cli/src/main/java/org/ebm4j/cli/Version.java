package org.ebm4j.cli;

import org.ebm4j.cli.run.Versions;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"ebm4j %s on JDK %s".formatted(Versions.own(), Runtime.version())};
  }
}
