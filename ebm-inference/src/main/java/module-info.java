/// Answers questions about an energy: minimise it, find all its minima, sample from it, integrate
/// it.
module org.ebm4j.inference {
  requires transitive org.ebm4j.api;
  requires org.ebm4j.kernels;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.ebm4j.inference;
  exports org.ebm4j.inference.diagnose;
  exports org.ebm4j.inference.integrate;
  exports org.ebm4j.inference.minima;
  exports org.ebm4j.inference.minimise;
  exports org.ebm4j.inference.sample;
  exports org.ebm4j.inference.search;
}
