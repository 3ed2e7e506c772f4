/// The `ebm` command.
module org.ebm4j.cli {
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires org.ebm4j.api;
  requires org.ebm4j.inference;
  requires org.ebm4j.kernels;
  requires org.ebm4j.training;
  requires org.ebm4j.viz;
  requires org.slf4j;
  requires static transitive org.jspecify;

  uses org.ebm4j.api.engine.Engine;

  provides ch.qos.logback.classic.spi.Configurator with
      org.ebm4j.cli.terminal.QuietLog;
}
