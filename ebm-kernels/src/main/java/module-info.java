/// Compiles a graph once to a loop program and runs it, by interpreting it or by printing it as
/// machine code.
module org.ebm4j.kernels {
  requires transitive org.ebm4j.api;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.ebm4j.kernels.loop;
  exports org.ebm4j.kernels.machine;
  exports org.ebm4j.kernels.spin;

  provides org.ebm4j.api.engine.Engine with
      org.ebm4j.kernels.plain.PlainEngine,
      org.ebm4j.kernels.x86.NativeEngine;
}
