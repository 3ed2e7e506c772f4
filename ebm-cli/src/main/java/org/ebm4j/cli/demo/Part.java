package org.ebm4j.cli.demo;

import java.util.List;

/// One experiment of the demo.
interface Part {
  /// All of them, in order.
  static List<Part> all() {
    return List.of(new MoonsPart(), new CompletionPart(), new EmbeddingPart());
  }

  /// What its figures and files begin with; a chapter of the page has the same name.
  String name();

  /// What it is, in a few words.
  String title();

  /// Does it; asked to stop, it ends soon with what it has.
  Findings run(Conditions conditions);
}
