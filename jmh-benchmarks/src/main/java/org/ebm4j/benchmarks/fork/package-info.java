/// What happens in a fresh JVM: one row is prepared, warmed up and timed beside the processor's
/// peak.
///
/// Machines are shared and their clocks move, so a time alone says little. Each window of a few
/// milliseconds of work stands between two measurements of the peak, in the same process; the share
/// of a window is taken against their mean. A window's time is that of its fastest call, as the
/// peak is that of its fastest round: what neighbours take away is taken from both.
@NullMarked
package org.ebm4j.benchmarks.fork;

import org.jspecify.annotations.NullMarked;
