package org.ebm4j.cli.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.Best;
import org.ebm4j.api.energy.Outcome.Counts;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Layout;
import org.ebm4j.viz.record.Json;

/// Answers as text and as JSON.
public final class Answered {
  private static final int SHOWN = 64; // numbers of a component, in the text

  private final Question question;

  public Answered(Question question) {
    this.question = question;
  }

  // ---- for machines ----

  /// One answer: `outcome`, `reason`, `energy`, `terms`, `gradient_norm`, `point`, `latent`,
  /// `counts`, `starts`.
  public Map<String, Json> json(Search.End end) {
    Best best = end.outcome().best();
    double[] numbers = best.point().toArray();
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("outcome", Json.of(word(end.outcome())));
    fields.put("reason", Json.of(end.outcome().reason()));
    fields.put("energy", Json.of(best.energy()));
    Map<String, Json> terms = new LinkedHashMap<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      terms.put(names.get(i), Json.of(best.terms().get(i)));
    }
    fields.put("terms", new Json.Obj(terms));
    fields.put("gradient_norm", Json.of(best.gradientNorm()));
    fields.put("point", Question.json(question.answer(), question.whole(numbers, 0)));
    if (question.latent().size() > 0) {
      fields.put("latent", Question.json(question.latent(), latent(numbers)));
    }
    Counts counts = end.outcome().counts();
    Map<String, Json> spent = new LinkedHashMap<>();
    spent.put("steps", Json.of(counts.steps()));
    spent.put("energies", Json.of(counts.energies()));
    spent.put("gradients", Json.of(counts.gradients()));
    fields.put("counts", new Json.Obj(spent));
    fields.put("starts", Json.of(end.starts()));
    return fields;
  }

  private List<String> names() {
    return question.asked().problem().terms();
  }

  private double[] latent(double[] numbers) {
    return java.util.Arrays.copyOfRange(numbers, question.free(), numbers.length);
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Converged _ -> "converged";
      case Outcome.StoppedEarly _ -> "stopped early";
      case Outcome.WentWrong _ -> "went wrong";
    };
  }

  // ---- for people ----

  /// One answer in a few lines.
  public String text(Search.End end) {
    Best best = end.outcome().best();
    double[] numbers = best.point().toArray();
    List<String> terms = new ArrayList<>();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      terms.add(names.get(i) + " " + digits(best.terms().get(i)));
    }
    Counts counts = end.outcome().counts();
    StringBuilder text = new StringBuilder();
    text.append(
        "E = %s: %s; |∇E| = %s%n"
            .formatted(
                digits(best.energy()), String.join(", ", terms), digits(best.gradientNorm())));
    lines(text, "y", question.answer(), question.whole(numbers, 0));
    lines(text, "z", question.latent(), latent(numbers));
    text.append(
        "%s after %d steps, %d energies, %d gradients: %s%n"
            .formatted(
                word(end.outcome()),
                counts.steps(),
                counts.energies(),
                counts.gradients(),
                end.outcome().reason()));
    return text.toString();
  }

  private static void lines(StringBuilder text, String role, Layout layout, double[] numbers) {
    for (Component c : layout.components()) {
      text.append(c.name().isEmpty() ? role : c.name()).append(" =");
      for (int i = 0; i < Math.min(SHOWN, c.size()); i++) {
        text.append(' ').append(digits(numbers[c.offset() + i]));
      }
      text.append(c.size() > SHOWN ? " … (%d numbers)%n".formatted(c.size()) : "%n".formatted());
    }
  }

  static String digits(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
