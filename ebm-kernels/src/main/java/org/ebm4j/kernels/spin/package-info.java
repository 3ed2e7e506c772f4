/// Block Gibbs over two-valued sites, 32 to a word.
///
/// Where all couplings are equal, the chance of a site depends on how many of its neighbours are up
/// and on nothing else, so few chances serve all sites; and where the graph looks the same from 32
/// places, the same site as seen from each of them can be a bit of one word. Then neighbours are
/// counted 32 at a time by a few logical operations (multi-spin coding), and a random decision
/// costs the bits that decide it, about two, instead of a number and a sigmoid.
///
/// The sweep is a loop program like any other: lanes are chains, engines print it, bits do not
/// depend on them.
///
/// Source: [Creutz, Jacobs & Rebbi 1979; Zorn, Herrmann & Rebbi 1981].
@NullMarked
package org.ebm4j.kernels.spin;

import org.jspecify.annotations.NullMarked;
