/// What a run leaves behind: its folder, and where its figures come from.
@NullMarked
package org.ebm4j.cli.run;

import org.jspecify.annotations.NullMarked;
