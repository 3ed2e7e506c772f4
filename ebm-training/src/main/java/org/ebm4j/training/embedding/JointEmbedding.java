package org.ebm4j.training.embedding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.net.Network;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.training.data.Augmentation;
import org.ebm4j.training.objective.Feed;
import org.ebm4j.training.objective.Loss;
import org.ebm4j.training.objective.Objective;
import org.ebm4j.training.objective.Source;

/// Embeds two views of each example so that one predicts the other, under a regulariser.
///
///     s = f(x), s′ = f̄(x′)        the encoder f, and f̄ its [Target]
///     L = invariance(e(p(s)), e(s′)) + penalties(e(s), e(s′))
///
/// with a predictor p (none: the identity) and an expander e (none: the identity), in whose wider space
/// the terms of the regulariser act. What is kept is the encoder. This is a joint-embedding predictive
/// architecture in which the latent of the prediction is left out.
///
/// Source: [LeCun 2022, §4.4]; [Bardes, Ponce & LeCun 2022, §4].
///
/// @param first makes the first view
/// @param second makes the second view
/// @param predictor p
/// @param expander e
/// @param target where s′ comes from
/// @param regulariser what keeps embeddings apart
public record JointEmbedding(
    Augmentation first,
    Augmentation second,
    Optional<Network> predictor,
    Optional<Network> expander,
    Target target,
    Regulariser regulariser)
    implements Objective<Encoder> {
  /// The loss's input that is the first view.
  public static final String FIRST = "first view";

  /// The loss's input that is the second view.
  public static final String SECOND = "second view";

  private static final String FOLLOWER = "target/";

  /// The same encoder on both views, compared as they are.
  ///
  /// @param both makes the first view and the second
  public static JointEmbedding of(Augmentation both, Regulariser regulariser) {
    return new JointEmbedding(
        both, both, Optional.empty(), Optional.empty(), Target.shared(), regulariser);
  }

  /// With a network that predicts the second embedding from the first.
  public JointEmbedding predictor(Network network) {
    return new JointEmbedding(first, second, Optional.of(network), expander, target, regulariser);
  }

  /// With a network behind the encoder, in whose space the terms act.
  public JointEmbedding expander(Network network) {
    return new JointEmbedding(first, second, predictor, Optional.of(network), target, regulariser);
  }

  /// With another target.
  public JointEmbedding target(Target other) {
    return new JointEmbedding(first, second, predictor, expander, other, regulariser);
  }

  @Override
  public Loss loss(Encoder model) {
    Network f = model.network();
    Expr s = f.of(Leaf.input(FIRST, f.inputs()));
    Expr online = expand(s);
    List<Loss.Follower> followers = new ArrayList<>();
    Expr other = targetOf(expand(f.of(Leaf.input(SECOND, f.inputs()))), followers);
    Expr predicted = predictor.map(p -> expand(p.of(s))).orElse(online);
    Map<String, Expr> parts = new TreeMap<>(regulariser.penalties(online, other));
    parts.put("invariance", regulariser.invariance(predicted, other));
    Expr total = parts.values().stream().reduce(Expr::plus).orElseThrow();
    return new Loss(total, parts, followers);
  }

  /// The augmentations are functions and not told apart.
  @Override
  public String describe() {
    return "JointEmbedding[predictor "
        + predictor.map(Network::describe).orElse("none")
        + ", expander "
        + expander.map(Network::describe).orElse("none")
        + ", "
        + target
        + ", "
        + regulariser
        + "]";
  }

  private Expr expand(Expr s) {
    return expander.map(e -> e.of(s)).orElse(s);
  }

  private Expr targetOf(Expr branch, List<Loss.Follower> followers) {
    return switch (target) {
      case Target.Shared() -> branch;
      case Target.StopGradient() -> branch.stopGradient();
      case Target.Average(double decay) -> {
        Map<Node, Node> images = new HashMap<>();
        Parameters parameters = Parameters.of(List.of(branch.node()));
        for (int i = 0; i < parameters.names().size(); i++) {
          Node parameter = parameters.leaves().get(i);
          Expr follower =
              Leaf.setting(FOLLOWER + parameters.names().get(i), parameter.shape().dims());
          images.put(parameter, follower.node());
          followers.add(new Loss.Follower(follower, Expr.of(parameter), decay));
        }
        yield Expr.of(Graph.substitute(List.of(branch.node()), images).getFirst());
      }
    };
  }

  @Override
  public Feed feed(Encoder model, Source source) {
    return new ViewsFeed(this, model, source);
  }
}
