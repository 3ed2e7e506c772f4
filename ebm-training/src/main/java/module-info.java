/// Fits the parameters of an energy to data and watches that it does not collapse.
module org.ebm4j.training {
  requires ejml.core;
  requires ejml.ddense;
  requires com.fasterxml.jackson.core;
  requires transitive org.ebm4j.api;
  requires transitive org.ebm4j.inference;
  requires org.ebm4j.kernels;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.ebm4j.training;
  exports org.ebm4j.training.data;
  exports org.ebm4j.training.embedding;
  exports org.ebm4j.training.experiment;
  exports org.ebm4j.training.gauge;
  exports org.ebm4j.training.objective;
  exports org.ebm4j.training.optimizer;
}
