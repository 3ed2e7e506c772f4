/// The whole stack in processes of its own, started as a user starts them: without flags.
@NullMarked
package org.ebm4j.stack;

import org.jspecify.annotations.NullMarked;
