package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;

/// Prints a formula as the class of a kernel: two loops, over rows and over the vectors of a row,
/// round one flat body.
///
///     for each row: numbers spread; for each vector of it: loads, the steps, stores
///
/// Where small numbers may make the results wrong, nothing is stored and it stops there: a call from
/// within would be dear, for the JVM's compiler then looks up everything again after it.
final class FormulaPrinter {
  private static final ClassDesc KERNEL = ClassDesc.of(RowKernel.class.getName());
  private static final ClassDesc OPERANDS = ClassDesc.of(Operands.class.getName());
  private static final ClassDesc ROWS = ClassDesc.of(Rows.class.getName());

  private static final int ARGUMENT = 1;
  private static final int COUNT = 2;
  private static final int FROM = 3;

  private final Formula formula;
  private final List<Long> steps;
  private final Flavour flavour;
  private final CodeBuilder code;
  private final VectorCode vectors;
  private final Place[] inputs;
  private final Place[] outputs;
  private final int row;
  private final int offset; // bytes of a row that are done
  private final int limit;
  private final Smallness smallness;

  /// Local variables of an operand.
  private record Place(int segment, int at, int step) {}

  /// What is printed.
  ///
  /// @param steps bytes from row to row of all operands and results where these are known and the
  ///   formula computes whole rows, else none
  record Task(Formula formula, List<Long> steps) {
    Task {
      steps = List.copyOf(steps);
    }
  }

  private FormulaPrinter(Task task, CodeBuilder code) {
    formula = task.formula();
    steps = task.steps();
    this.code = code;
    flavour = Flavour.of(formula.precision());
    vectors = new VectorCode(code, flavour);
    inputs = new Place[formula.inputs()];
    outputs = new Place[formula.outputs().size()];
    row = code.allocateLocal(TypeKind.INT);
    offset = code.allocateLocal(TypeKind.INT);
    limit = code.allocateLocal(TypeKind.INT);
    smallness = new Smallness(vectors);
  }

  /// The class, for a hidden one of this package.
  static byte[] print(Task task) {
    return Hidden.kernel(
        "FormulaKernel",
        KERNEL,
        MethodTypeDesc.of(CD_int, OPERANDS, CD_int, CD_int),
        code -> new FormulaPrinter(task, code).method());
  }

  private void method() {
    Label end = code.newLabel();
    Label stop = code.newLabel();
    code.iconst_0().istore(row);
    code.iload(FROM).istore(offset);
    code.iload(COUNT).ifle(end);
    operands();
    code.aload(ARGUMENT).getfield(OPERANDS, "limit", CD_int).istore(limit);
    Values[] values = new Values[formula.together()];
    Arrays.setAll(values, _ -> new Values(formula, vectors, smallness));
    Label rows = code.newBoundLabel();
    code.iload(row).iload(COUNT).if_icmpge(end);
    (steps.isEmpty() ? code.iload(FROM) : code.iconst_0()).istore(offset);
    if (!steps.isEmpty()) {
      aim();
    }
    numbers(values, stop);
    row(values, stop);
    if (steps.isEmpty()) {
      advance();
    }
    code.iinc(row, 1).goto_(rows);
    code.labelBinding(end).iconst_0().istore(offset);
    code.labelBinding(stop).iload(row).loadConstant(flavour.row()).imul();
    code.iload(offset).iadd().ireturn();
  }

  private void operands() {
    int operand = 0;
    for (Formula.Step step : formula.steps()) {
      if (step instanceof Formula.Row) {
        inputs[operand] = place("in", operand++, flavour.row());
      } else if (step instanceof Formula.Spread) {
        inputs[operand] = place("in", operand++, flavour.bytes());
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = place("out", i, flavour.row());
    }
  }

  private Place place(String field, int number, int bytes) {
    int step = code.allocateLocal(TypeKind.LONG);
    int at = code.allocateLocal(TypeKind.LONG);
    code.aload(ARGUMENT).getfield(OPERANDS, field, ROWS.arrayType()).loadConstant(number).aaload();
    int rows = vectors.store();
    if (steps.isEmpty()) {
      code.aload(rows).getfield(ROWS, "step", CD_long).lstore(step);
    } else {
      code.loadConstant(steps.get(field.equals("in") ? number : inputs.length + number))
          .lstore(step);
    }
    code.aload(rows).getfield(ROWS, "segment", VectorCode.SEGMENT);
    code.aload(rows).getfield(ROWS, "at", CD_long);
    code.iload(COUNT).iconst_1().isub().i2l().lload(step).lmul().loadConstant((long) bytes).ladd();
    code.invokeinterface(
        VectorCode.SEGMENT, "asSlice", MethodTypeDesc.of(VectorCode.SEGMENT, CD_long, CD_long));
    int segment = vectors.store();
    code.lconst_0().lstore(at);
    vectors.touch(segment);
    return new Place(segment, at, step);
  }

  /// What is the same in all lanes of a row.
  private void numbers(Values[] values, Label stop) {
    int operand = 0;
    for (int value = 0; value < formula.steps().size(); value++) {
      Formula.Step step = formula.steps().get(value);
      if (step instanceof Formula.Spread) {
        Place place = inputs[operand];
        if (formula.watches(value)) {
          smallness.isSmall(place.segment, place.at, limit);
          code.ifne(stop);
        }
        vectors.spread(place.segment, place.at);
        values[0].put(value);
        for (int v = 1; v < values.length; v++) {
          values[v].share(values[0], value);
        }
      }
      operand += step instanceof Formula.Row || step instanceof Formula.Spread ? 1 : 0;
    }
  }

  private void row(Values[] values, Label stop) {
    Label next = code.newBoundLabel();
    values[0].literals();
    for (int v = 1; v < values.length; v++) {
      values[v].literalsOf(values[0]);
    }
    body(values);
    if (smallness.isInDoubt()) {
      smallness.doubt(limit);
      code.ifne(stop);
    }
    for (int v = 0; v < values.length; v++) {
      results(values[v], v * Species.BYTES);
    }
    if (values.length * Species.BYTES < flavour.row()) {
      code.iinc(offset, values.length * Species.BYTES);
      code.iload(offset).loadConstant(flavour.row()).if_icmplt(next);
    }
  }

  /// Some vectors, step by step: while one waits the other goes on.
  private void body(Values[] values) {
    int operand = 0;
    for (int value = 0; value < formula.steps().size(); value++) {
      Formula.Step step = formula.steps().get(value);
      for (int v = 0; v < values.length; v++) {
        if (step instanceof Formula.Row) {
          Place place = inputs[operand];
          vectors.load(place.segment, place.at, offset, v * Species.BYTES);
          values[v].put(value);
        } else if (step instanceof Formula.Apply apply) {
          new StepCode(values[v], vectors, smallness).apply(value, apply);
        }
        if (formula.watches(value) && !(step instanceof Formula.Spread)) {
          smallness.watch(values[v].number(value));
        }
      }
      operand += step instanceof Formula.Row || step instanceof Formula.Spread ? 1 : 0;
    }
  }

  private void results(Values values, int further) {
    for (int i = 0; i < outputs.length; i++) {
      values.output(formula.outputs().get(i));
      vectors.store(outputs[i].segment, outputs[i].at, offset, further);
    }
  }

  /// Every place is a multiple of the row's number, of which the JVM's compiler need check the last
  /// alone.
  private void aim() {
    for (int i = 0; i < steps.size(); i++) {
      Place place = i < inputs.length ? inputs[i] : outputs[i - inputs.length];
      code.iload(row).i2l().loadConstant(steps.get(i)).lmul().lstore(place.at);
    }
  }

  private void advance() {
    for (Place[] places : new Place[][] {inputs, outputs}) {
      for (Place place : places) {
        code.lload(place.at).lload(place.step).ladd().lstore(place.at);
      }
    }
  }
}
