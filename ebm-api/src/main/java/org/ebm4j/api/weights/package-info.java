/// Parameters as values: what training produces and every other verb reads.
///
/// Two ideas make the package. A [Tensor][org.ebm4j.api.weights.Tensor] is an array of numbers that
/// nobody can change after it was made, and [Weights][org.ebm4j.api.weights.Weights] are tensors by
/// name. From them follows the rest: because weights never change they are shared between threads
/// without copies; because their order is the order of their names, equal weights print alike and
/// save to the same bytes; and because numbers are compared by their bits, "the same weights" means
/// the same program output, NaN payloads and negative zeros included.
///
/// [Safetensors][org.ebm4j.api.weights.Safetensors] keeps weights on disk in the format that other
/// toolkits read. Its reader trusts nothing in the file; its writer goes through
/// [AtomicFile][org.ebm4j.api.weights.AtomicFile], so a file is the old one or the new one, whole.
@NullMarked
package org.ebm4j.api.weights;

import org.jspecify.annotations.NullMarked;
