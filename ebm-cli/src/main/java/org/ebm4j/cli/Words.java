package org.ebm4j.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/// The words that verbs understand, said in code: to read them from annotations takes longer than a
/// small answer.
final class Words {
  private Words() {}

  /// A verb with `--help` and `--version`.
  static CommandSpec verb(Object work, String name, String... description) {
    CommandSpec spec = bare(work, name, description);
    spec.versionProvider(new Version());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    return spec;
  }

  /// A verb without.
  static CommandSpec bare(Object work, String name, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(work).name(name);
    spec.usageMessage().description(description);
    return spec;
  }

  /// Adds an option with a value.
  ///
  /// @param set told the value where the option is given
  static <T> void option(
      CommandSpec spec,
      String name,
      String label,
      Class<T> type,
      Consumer<T> set,
      String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(type)
            .setter(new Told<>(type, set))
            .description(description)
            .build());
  }

  /// Adds an option that is there or not.
  static void flag(CommandSpec spec, String name, Consumer<Boolean> set, String description) {
    spec.addOption(flag(name, set).description(description).build());
  }

  /// Adds an option that is there or not, before or after the verb.
  static void flagOfAll(CommandSpec spec, String name, Consumer<Boolean> set, String description) {
    spec.addOption(flag(name, set).description(description).scopeType(ScopeType.INHERIT).build());
  }

  private static OptionSpec.Builder flag(String name, Consumer<Boolean> set) {
    return OptionSpec.builder(name).type(Boolean.class).setter(new Told<>(Boolean.class, set));
  }

  /// Adds the word that a verb is about.
  ///
  /// @param needed whether the verb can do nothing without
  static void object(
      CommandSpec spec, String label, boolean needed, Consumer<String> set, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .index("0")
            .arity(needed ? "1" : "0..1")
            .required(needed)
            .type(String.class)
            .setter(new Told<>(String.class, set))
            .description(description)
            .build());
  }

  private record Told<T>(Class<T> type, Consumer<T> consumer) implements ISetter {
    /// @param value null before the words are read, when there is nothing to tell
    @Override
    public <V extends @Nullable Object> @Nullable V set(V value) {
      if (value != null) {
        consumer.accept(type.cast(value));
      }
      return null; // what it was before, which nobody asks
    }
  }
}
