/// One JMH class per claim; each checks its answer before it is timed and prints its baseline beside
/// it.
///
///     java -cp "jmh-benchmarks/target/jmh-benchmarks.jar:jmh-benchmarks/target/lib/*" org.openjdk.jmh.Main Product
///
/// `./ebm bench` times rows of the same work with the processor's peak between any two windows, which JMH
/// cannot do inside an iteration; these classes are for JMH's profilers (`-prof gc`, `-prof perfasm`) and
/// for sweeps over parameters.
@NullMarked
package org.ebm4j.benchmarks.claim;

import org.jspecify.annotations.NullMarked;
