/// What a run leaves behind in numbers: `run.json`, and metrics as one JSON object a line.
///
/// Two runs of the same command with the same seed write the same bytes, except in fields that are
/// about time and the machine, which stand apart: keys are sorted, numbers are printed in the
/// fewest digits that read back exactly.
@NullMarked
package org.ebm4j.viz.record;

import org.jspecify.annotations.NullMarked;
