package org.ebm4j.api.print;

/// A written expression and how tightly its outermost sign binds.
record Text(String string, Binding binding) {
  /// From loose to tight.
  enum Binding {
    SUM,
    PRODUCT,
    POSTFIX,
    ATOM
  }

  static Text atom(String string) {
    return new Text(string, Binding.ATOM);
  }

  /// f(a, b).
  static Text call(String function, String... arguments) {
    return atom(function + "(" + String.join(", ", arguments) + ")");
  }

  /// As an operand: in parentheses unless it binds at least so tightly.
  String within(Binding least) {
    return binding.compareTo(least) >= 0 ? string : "(" + string + ")";
  }
}
