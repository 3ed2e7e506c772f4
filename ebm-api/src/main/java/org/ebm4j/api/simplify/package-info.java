/// The same values with fewer operations.
///
/// A graph is rebuilt once, inputs first. Each operation is looked up among those already built, so
/// equal ones are shared; else it is offered to its rules, which may replace it by something
/// cheaper made of the same inputs; and what the roots no longer reach is gone. So three ideas
/// carry the package: sharing by (operation, identities of inputs), rules that look one or two
/// nodes deep, and one sweep, linear in the graph.
///
/// What a rule may change is stated once, here. No rule turns a finite value, an infinity or NaN
/// into another kind. Most are exact to the bit; the others differ by
///
/// - one rounding more or less: two constant factors joined, n equal terms summed as n·a, the order
///   of a sum over transposed elements or over the chains of a product of matrices;
/// - the sign of a zero: a sum of one term, zeros added around a slice, a sign taken before a
///   product of matrices;
/// - what underflows: a doubled product of constants below 2⁻¹²⁵.
@NullMarked
package org.ebm4j.api.simplify;

import org.jspecify.annotations.NullMarked;
