package org.ebm4j.kernels.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.api.Test;

class CodeBuilderTest {
  private final CodeBuilder code = new CodeBuilder(Precision.F32);
  private final Access x = new Access(0, 0, List.of(1));
  private final Access y = new Access(1, 0, List.of(1));

  @Test
  void equalInstructionsAreAppendedOnce() {
    int a = code.load(x);
    int b = code.literal(2);
    int sum = code.apply(Primitive.ADD, a, b);
    assertThat(code.apply(Primitive.ADD, code.load(x), code.literal(2))).isEqualTo(sum);
    assertThat(code.code()).hasSize(3);
  }

  @Test
  void literalsAreOfThePrecision() {
    assertThat(code.at(code.literal(0.1))).isEqualTo(new Code.Literal(0x3DCCCCCDL));
    assertThat(code.at(code.literal(-1))).isEqualTo(new Code.Literal(0xBF800000L));
    CodeBuilder wide = new CodeBuilder(Precision.F64);
    assertThat(wide.at(wide.literal(0.1))).isEqualTo(new Code.Literal(0x3FB999999999999AL));
    assertThat(code.literal(-0.0)).isNotEqualTo(code.literal(0.0));
  }

  @Test
  void aLoadIsSharedUntilItsBufferIsStoredTo() {
    int a = code.load(x);
    int other = code.load(y);
    code.store(x, other);
    assertThat(code.load(x)).isNotEqualTo(a);
    assertThat(code.load(y)).isEqualTo(other);
  }

  @Test
  void shiftsOfDifferentCountsDiffer() {
    int a = code.load(x);
    int one = code.shift(Primitive.SHIFT_LEFT, a, 1);
    assertThat(code.shift(Primitive.SHIFT_LEFT, a, 2)).isNotEqualTo(one);
    assertThat(code.at(one)).isEqualTo(new Code.Apply(Primitive.SHIFT_LEFT, a, -1, -1, 1));
  }

  @Test
  void wrongOperandsAreRefused() {
    int a = code.load(x);
    assertThatThrownBy(() -> code.apply(Primitive.FMA, a, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FMA takes 3 values, found 2 values");
    assertThatThrownBy(() -> code.apply(Primitive.SHIFT_LEFT, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SHIFT_LEFT takes 1 value and a count: call shift, found 1 values");
    assertThatThrownBy(() -> code.shift(Primitive.ADD, a, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ADD does not shift: call apply");
  }
}
