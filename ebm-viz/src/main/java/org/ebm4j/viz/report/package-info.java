/// One page that explains a run to someone who was not there.
///
/// A [Report] is plain records: a summary in everyday words, a table of [Verdict]s (each number
/// beside what it must be compared with), [Section]s of prose and figures, and [Details] for those
/// who want to check or repeat. It becomes a single HTML file that asks the network for nothing.
@NullMarked
package org.ebm4j.viz.report;

import org.jspecify.annotations.NullMarked;
