package org.ebm4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles source text with the class path of the tests.
final class Sources {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");

  private Sources() {}

  /// Compiles the units into the folder; fails the test, with the compiler's words, if they do not
  /// compile.
  static void compile(List<String> units, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    List<String> options =
        List.of(
            "-d", folder.toString(),
            "--class-path", System.getProperty("java.class.path"),
            "--add-modules", "jdk.incubator.vector");
    boolean compiled =
        compiler
            .getTask(words, null, null, options, null, units.stream().map(Unit::new).toList())
            .call();
    assertThat(compiled).as(words.toString()).isTrue();
  }

  /// The full name of the type that the unit declares.
  static String nameOf(String unit) {
    return find(PACKAGE, unit) + "." + find(TYPE, unit);
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(String text) {
      super(
          URI.create("string:///" + nameOf(text).replace('.', '/') + ".java"),
          JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
