/// Data as rows of numbers: where they come from, how they are cut into batches, how they are
/// varied.
///
/// A [org.ebm4j.training.data.Dataset] is immutable; everything random about it takes a seed and is
/// a function of that seed and of a number that says where (epoch, row, step), so that a training
/// run can be resumed anywhere and gives the same bits. Real data ships in
/// [org.ebm4j.training.data.Digits], data with a known density in
/// [org.ebm4j.training.data.TwoMoons]; own files come in as csv, npy or idx.
@NullMarked
package org.ebm4j.training.data;

import org.jspecify.annotations.NullMarked;
