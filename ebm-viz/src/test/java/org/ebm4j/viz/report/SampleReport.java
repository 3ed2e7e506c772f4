package org.ebm4j.viz.report;

import java.util.List;
import org.ebm4j.viz.figure.SampleFigures;

/// A report as the demo might write it, with made-up numbers.
public final class SampleReport {

  private SampleReport() {}

  public static Report report() {
    return Report.of(
            "Energies on handwritten digits",
            """
            An energy is a function that is low where data lies and high elsewhere. This run \
            learned three of them from 1 797 small pictures of handwritten digits, then used \
            them: to fill in the hidden half of digits it had never seen, to draw new ones, and \
            to learn features that tell digits apart without ever being told which is which.\
            """)
        .plus(
            new Verdict(
                "Two moons: distance of samples to data (MMD²)",
                "0.0021",
                "0.0018 between two halves of the data",
                "Fresh samples are almost as close to the data as the data is to itself.",
                Verdict.Outcome.REACHED))
        .plus(
            new Verdict(
                "Error of completed halves",
                "0.041 ± 0.002",
                "0.083 mean image, 0.052 nearest neighbour",
                "Inference fills in better than copying the most similar known digit.",
                Verdict.Outcome.REACHED))
        .plus(
            new Verdict(
                "Probe accuracy, VICReg",
                "94.2 % (93.6–94.8)",
                "86.9 % random encoder, 95.7 % raw pixels",
                "The features beat chance and random features, but not the pixels themselves.",
                Verdict.Outcome.MISSED))
        .plus(
            new Verdict(
                "Effective rank without a regulariser",
                "1.3 of 32",
                "27.9 with VICReg",
                "Without a regulariser the encoder maps everything to nearly one point.",
                Verdict.Outcome.SHOWN))
        .plus(
            Section.of("Two moons: what an energy looks like")
                .prose(
                    """
                    The picture shows the learned energy over the plane: dark is low. White dots \
                    are the data it was trained on. Each red line starts where a search began \
                    (ring) and ends where it came to rest (dot): downhill from anywhere leads to \
                    the data.

                    - `argmin` finds the best answer from one start;
                    - Langevin sampling visits all good answers in proportion to how good they \
                    are.\
                    """)
                .figure(
                    SampleFigures.landscape(),
                    "Energy learned by contrastive training, with 300 data points, 400 "
                        + "Langevin samples and four inference paths."))
        .plus(
            Section.of("Digits: filling in what is hidden")
                .prose(
                    "Half of each digit is hidden; the missing pixels are those that make "
                        + "the energy of the whole picture least.")
                .figure(
                    SampleFigures.digits(),
                    "From top to bottom: the digit, what the model was shown, what it "
                        + "filled in (blue frame), and digits drawn from scratch.")
                .table(
                    List.of("method", "mean squared error", "per pixel"),
                    List.of(
                        List.of("inference on the energy", "0.041", "0.20"),
                        List.of("nearest neighbour", "0.052", "0.23"),
                        List.of("mean image", "0.083", "0.29"))))
        .plus(
            Section.of("Joint embedding: collapse, and how to prevent it")
                .prose(
                    "Two views of one digit should get the same features. The cheapest way "
                        + "to agree is to say the same about everything: collapse.")
                .live(
                    SampleFigures.gauges(),
                    "Spread of the features during training, with a band of one standard "
                        + "deviation. Point at the lines to read values.")
                .live(
                    SampleFigures.spectrum(),
                    "A healthy spectrum falls slowly; a collapsed one falls off a cliff.")
                .figure(
                    SampleFigures.probes(),
                    "A linear classifier on frozen features. Dots are single seeds, "
                        + "whiskers their range."))
        .plus(new Details("The command to repeat this run", "./ebm demo --seed 7 --threads 2"))
        .plus(
            new Details(
                "run.json", "{\n  \"command\": [\"demo\", \"--seed\", \"7\"],\n  \"seed\": 7\n}\n"))
        .footer("ebm4j 0.1.0 · JDK 25.0.3 · machine code (AVX2) · digits: UCI, CC BY 4.0");
  }
}
