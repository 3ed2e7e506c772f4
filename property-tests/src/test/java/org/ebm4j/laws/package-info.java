/// The laws: what holds for every energy, each with a broken twin that must not pass.
@NullMarked
package org.ebm4j.laws;

import org.jspecify.annotations.NullMarked;
