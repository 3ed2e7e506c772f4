/// What draws are worth: how far chains agree, how many independent draws they amount to, and the
/// error of their means.
///
/// Reads numbers only, wherever they come from: {@code double[chain][draw]}.
@NullMarked
package org.ebm4j.inference.diagnose;

import org.jspecify.annotations.NullMarked;
