/// The `ebm` command.
module org.ebm4j.cli {
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.ebm4j.api;
  requires org.ebm4j.inference;
  requires org.ebm4j.kernels;
  requires org.ebm4j.training;
  requires org.ebm4j.viz;
  requires org.slf4j;
  requires static transitive org.jspecify;

  opens org.ebm4j.cli to
      info.picocli;
}
