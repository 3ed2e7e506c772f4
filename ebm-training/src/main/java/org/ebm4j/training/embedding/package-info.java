/// Joint embedding: two views of one thing shall have embeddings that predict one another.
///
/// An encoder that maps everything to one point does that perfectly. What forbids it is a
/// [org.ebm4j.training.embedding.Regulariser]: [org.ebm4j.training.embedding.Vicreg] keeps every
/// dimension varying and the dimensions apart; [org.ebm4j.training.embedding.NoRegulariser] forbids
/// nothing, to see the collapse.
@NullMarked
package org.ebm4j.training.embedding;

import org.jspecify.annotations.NullMarked;
