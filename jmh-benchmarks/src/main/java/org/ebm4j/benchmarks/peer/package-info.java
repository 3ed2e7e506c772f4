/// Other people's tools on the same work, each in a process of its own: what they are, how they are
/// set up, how they are asked.
///
/// The programs lie in `jmh-benchmarks/peers`, their libraries in a scratch folder that `./ebm
/// bench --setup-peers` fills. A peer gets the row's arrays as files and the row's answer, and is
/// not timed if it finds another one.
@NullMarked
package org.ebm4j.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
