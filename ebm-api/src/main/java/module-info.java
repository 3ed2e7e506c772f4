/// Energies declared once: spaces, expressions, networks, terms, weights, and derivatives from
/// graph to graph.
module org.ebm4j.api {
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.ebm4j.api.energy;
  exports org.ebm4j.api.engine;
  exports org.ebm4j.api.expr;
  exports org.ebm4j.api.graph;
  exports org.ebm4j.api.interpret;
  exports org.ebm4j.api.net;
  exports org.ebm4j.api.print;
  exports org.ebm4j.api.random;
  exports org.ebm4j.api.save;
  exports org.ebm4j.api.simplify;
  exports org.ebm4j.api.space;
  exports org.ebm4j.api.weights;

  uses org.ebm4j.api.engine.Engine;

  provides org.ebm4j.api.engine.Engine with
      org.ebm4j.api.interpret.ReferenceEngine;
}
