package org.ebm4j.api.space;

import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.expr.In.Accessor;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;

/// The components of an argument, as slices of its numbers.
record ComponentFields<T>(Coder<T> coder, Layout layout) implements In.Fields<T> {
  @Override
  public Expr get(In<T> argument, Accessor<T, ?> accessor) {
    Coder.Part part = coder.part(accessor);
    return slice(argument, part.name(), part.offset(), part.shape());
  }

  @Override
  public <C extends Record> In<C> in(In<T> argument, Accessor<T, C> accessor) {
    Coder.Part part = coder.part(accessor);
    Expr numbers = slice(argument, part.name(), part.offset(), Shape.of(part.shape().size()));
    @SuppressWarnings("unchecked") // the accessor gives a C, so the component it follows is one
    RecordCoder<C> nested = (RecordCoder<C>) part.record().orElseThrow();
    return In.of(numbers.name(), numbers.node(), new ComponentFields<>(nested, nested.layout()));
  }

  @Override
  public Expr get(In<T> argument, String name) {
    Component component = layout.component(name);
    return slice(argument, name, component.offset(), component.shape());
  }

  private static Expr slice(In<?> argument, String name, int offset, Shape shape) {
    Node flat = Nodes.reshape(argument.node(), Shape.of(argument.shape().size()));
    Node part = Nodes.slice(flat, List.of(offset), Shape.of(shape.size()));
    return Expr.of(Nodes.reshape(part, shape))
        .called(name.isEmpty() ? argument.name() : argument.name() + "." + name);
  }
}
