package org.ebm4j.laws;

import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.hinge;
import static org.ebm4j.api.expr.Maths.huber;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;

/// Random energies of a vector of three numbers, given one of two.
record RandomTerms(List<One> terms) {
  static final Space<float[]> XS = Space.real(2);
  static final Space<float[]> YS = Space.real(3);

  /// A term: what is formed of a·y + b·x + c.
  record One(Form form, double coefficient, List<Integer> a, List<Integer> b, int c) {
    Expr of(Expr x, Expr y) {
      Expr mixed = y.times(vector(a)).plus(dot(x, vector(b)).broadcast(y.shape())).plus(.125 * c);
      return form.of(mixed);
    }

    private static Expr vector(List<Integer> eighths) {
      return Expr.vector(eighths.stream().mapToDouble(i -> .125 * i).toArray());
    }
  }

  /// Scalars of a vector, smooth and not.
  enum Form {
    SQUARE {
      @Override
      Expr of(Expr v) {
        return sq(v);
      }
    },
    WELL {
      @Override
      Expr of(Expr v) {
        return sq(v.squared().minus(1));
      }
    },
    HINGE {
      @Override
      Expr of(Expr v) {
        return hinge(v);
      }
    },
    HUBER {
      @Override
      Expr of(Expr v) {
        return huber(v, .5);
      }
    },
    TANH {
      @Override
      Expr of(Expr v) {
        return dot(v.tanh(), v.sigmoid());
      }
    },
    LOG_SUM_EXP {
      @Override
      Expr of(Expr v) {
        return v.logSumExp();
      }
    };

    abstract Expr of(Expr v);
  }

  /// The energy of these terms, each named by its place after a letter.
  Energy<float[], float[], Nothing> energy(String letter) {
    Energy<float[], float[], Nothing> energy = Energy.over(XS, YS);
    for (int i = 0; i < terms.size(); i++) {
      One term = terms.get(i);
      energy = energy.plus(letter + i, term.coefficient, (x, y) -> term.of(x, y));
    }
    return energy;
  }

  /// E, in f64 by the graph's interpreter.
  static double at(Energy<float[], float[], Nothing> energy, Point point) {
    return at(energy.given(point.x()), point);
  }

  static double at(Given<float[], Nothing> energy, Point point) {
    return energy.on(Engine.named("reference")).in(Precision.F64).at(point.y()).energy();
  }

  /// Where energies are compared.
  record Point(float[] x, float[] y) {
    @Override
    public String toString() {
      return "x " + Arrays.toString(x) + ", y " + Arrays.toString(y);
    }
  }

  static Arbitrary<Point> points() {
    Arbitrary<Float> numbers = Arbitraries.integers().between(-24, 24).map(i -> .125f * i);
    return Combinators.combine(
            numbers.array(float[].class).ofSize(2), numbers.array(float[].class).ofSize(3))
        .as(Point::new);
  }

  static Arbitrary<RandomTerms> arbitrary() {
    Arbitrary<Integer> eighths = Arbitraries.integers().between(-16, 16);
    Arbitrary<One> one =
        Combinators.combine(
                Arbitraries.of(Form.class),
                Arbitraries.integers().between(-30, 30).map(i -> .1 * i),
                eighths.list().ofSize(3),
                eighths.list().ofSize(2),
                eighths)
            .as(One::new);
    return one.list().ofMinSize(1).ofMaxSize(4).map(RandomTerms::new);
  }
}
