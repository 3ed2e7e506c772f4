/// `ebm infer` and `ebm sample`: questions to an energy that was saved, by whom and with whatever
/// classes; here it has points with components by name.
@NullMarked
package org.ebm4j.cli.ask;

import org.jspecify.annotations.NullMarked;
