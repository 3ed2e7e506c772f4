/// Random numbers that are a function of where they are used.
///
/// A number is named by (seed, purpose, chain, step, index) and computed from that name alone:
/// nothing is carried from one draw to the next. So results depend on the seed and never on the
/// number of threads, the grouping of chains or the engine, and a run that is resumed at step k
/// draws what the unbroken run would have drawn. [org.ebm4j.api.random.Philox] is the function,
/// [org.ebm4j.api.random.Purpose] keeps two uses of the same chain and step apart, and
/// [org.ebm4j.api.random.RandomStream] reads the numbers of one name in order.
@NullMarked
package org.ebm4j.api.random;

import org.jspecify.annotations.NullMarked;
