/// Compiles a graph once to a loop program and runs it: printed as machine code, performed block by
/// block with the Vector API, or interpreted.
module org.ebm4j.kernels {
  requires transitive org.ebm4j.api;
  requires org.slf4j;
  requires static jdk.incubator.vector; // the portable engine says so where it is absent
  requires static transitive org.jspecify;

  exports org.ebm4j.kernels.loop;
  exports org.ebm4j.kernels.machine;
  exports org.ebm4j.kernels.spin;

  provides org.ebm4j.api.engine.Engine with
      org.ebm4j.kernels.plain.PlainEngine,
      org.ebm4j.kernels.vector.VectorEngine,
      org.ebm4j.kernels.x86.NativeEngine;
}
