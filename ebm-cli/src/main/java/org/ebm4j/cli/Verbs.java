package org.ebm4j.cli;

import java.lang.reflect.Constructor;
import org.ebm4j.cli.terminal.Console;
import picocli.CommandLine;

/// Makes the verbs, giving each the console it speaks to.
final class Verbs implements CommandLine.IFactory {
  private final Console console;
  private final Demo demo;

  Verbs(Console console, Demo demo) {
    this.console = console;
    this.demo = demo;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == Demo.class) {
      return type.cast(demo);
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
