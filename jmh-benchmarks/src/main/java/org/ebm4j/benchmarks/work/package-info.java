/// The rows there are, and the plain loops that their answers are held against. Shapes and counts
/// are those of the scripts in `jmh-benchmarks/peers`.
@NullMarked
package org.ebm4j.benchmarks.work;

import org.jspecify.annotations.NullMarked;
