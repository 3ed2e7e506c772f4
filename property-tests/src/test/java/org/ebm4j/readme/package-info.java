/// What the README shows, compiled and run.
@NullMarked
package org.ebm4j.readme;

import org.jspecify.annotations.NullMarked;
