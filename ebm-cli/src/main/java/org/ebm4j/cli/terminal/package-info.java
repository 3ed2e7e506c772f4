/// Talking to whoever started the command: results on standard output, everything else on standard
/// error, refusals in one sentence, progress, and Ctrl-C.
@NullMarked
package org.ebm4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
