/// Block Gibbs over sites of few categories, 32 to a word.
///
/// Where all couplings are equal, the law of a site depends on how many of its neighbours are of
/// each category and on nothing else, so few chances serve all sites; and where the graph looks the
/// same from 32 places, the same site as seen from each of them can be a bit of one word. Then
/// neighbours are counted 32 at a time by a few logical operations (multi-spin coding), and a
/// random decision costs the bits that decide it, about two, instead of a number and exponentials.
///
/// Two categories are one bit a site. With q of them bit c, c < q − 1, tells whether the category
/// is at most c: what counts neighbours of spins then counts neighbours up to a category, and
/// inverting the distribution function of a site, U < C₀, U < C₁, …, is a comparison of the same
/// random bits with q − 1 thresholds, whose results are the site's new bits as they stand.
///
/// The sweep is a loop program like any other: lanes are chains, engines print it, bits do not
/// depend on them.
///
/// Source: [Creutz, Jacobs & Rebbi 1979; Zorn, Herrmann & Rebbi 1981].
@NullMarked
package org.ebm4j.kernels.spin;

import org.jspecify.annotations.NullMarked;
