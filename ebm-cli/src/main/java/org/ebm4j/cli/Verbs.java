package org.ebm4j.cli;

import java.lang.reflect.Constructor;
import org.ebm4j.cli.terminal.Console;
import picocli.CommandLine;

/// Makes the verbs, giving each the console it speaks to.
final class Verbs implements CommandLine.IFactory {
  private final Console console;

  Verbs(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
