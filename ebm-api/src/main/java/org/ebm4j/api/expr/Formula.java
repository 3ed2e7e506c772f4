package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Node;

/// An expression made of others.
///
/// @param name in error messages; empty for one without
record Formula(Node node, String name, WayOut wayOut) implements Expr {
  Formula(Node node) {
    this(node, "", WayOut.UNKNOWN);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? node.toString() : name;
  }
}
