/// Random programs and what their results may be off by: the material of the laws that hold for
/// every engine.
@NullMarked
package org.ebm4j.kernels.trial;

import org.jspecify.annotations.NullMarked;
