package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Where claims are held unless they say otherwise: in three JVMs, on one thread.
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=1",
      "--sun-misc-unsafe-memory-access=allow"
    })
public abstract class Claim {}
