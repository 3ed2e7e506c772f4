package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Node;

/// An expression made of others.
record Formula(Node node) implements Expr {
  @Override
  public String toString() {
    return node.toString();
  }
}
