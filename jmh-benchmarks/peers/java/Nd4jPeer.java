import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J: products; gradients by SameDiff; f32.
final class Nd4jPeer {
  private final Peer peer;

  private Nd4jPeer(Peer peer) {
    this.peer = peer;
  }

  public static void main(String[] args) throws Exception {
    Peer peer = Peer.of(args);
    Nd4jPeer nd4j = new Nd4jPeer(peer);
    switch (peer.kind()) {
      case "gemm" -> nd4j.product();
      case "mlp" -> nd4j.mlp();
      case "quad" -> nd4j.quadratic();
      default -> peer.refuse("ND4J has no row " + peer.row);
    }
  }

  private INDArray array(String name) throws Exception {
    return Nd4j.create(peer.floats(name), peer.shape(name), 'c');
  }

  private SDVariable constant(SameDiff graph, String name) throws Exception {
    return graph.constant(name, array(name));
  }

  private void walk(SameDiff graph, double h, int steps) throws Exception {
    INDArray start = array("y");
    INDArray quiet = start.dup();
    for (int i = 0; i < 10; i++) {
      quiet = quiet.sub(slope(graph, quiet).mul(h));
    }
    graph.getVariable("y").setArray(quiet);
    double energy = graph.output(Map.of(), "energy").get("energy").getDouble(0);
    peer.compare(energy / start.size(0));
    INDArray[] at = {start.dup()};
    double spread = Math.sqrt(2 * h);
    peer.report("ND4J 1.0.0-M2.1, SameDiff", steps, () -> {
      for (int i = 0; i < steps; i++) {
        INDArray noise = Nd4j.randn(DataType.FLOAT, start.shape());
        at[0] = at[0].sub(slope(graph, at[0]).muli(h)).addi(noise.muli(spread));
      }
    });
  }

  private static INDArray slope(SameDiff graph, INDArray y) {
    graph.getVariable("y").setArray(y);
    return graph.calculateGradients(Map.of(), "y").get("y");
  }

  private void mlp() throws Exception {
    SameDiff graph = SameDiff.create();
    SDVariable y = graph.var("y", array("y"));
    SDVariable first = graph.nn.softplus(graph.mmul(y, constant(graph, "w1"), false, true, false).add(constant(graph, "b1")));
    SDVariable second = graph.nn.softplus(graph.mmul(first, constant(graph, "w2"), false, true, false).add(constant(graph, "b2")));
    second.mul(constant(graph, "w3")).sum().rename("energy").markAsLoss();
    walk(graph, 1e-3, peer.row.equals("mlp-one") ? 50 : 2);
  }

  private void quadratic() throws Exception {
    SameDiff graph = SameDiff.create();
    SDVariable y = graph.var("y", array("y"));
    y.mmul(constant(graph, "a")).mul(y).sum().mul(.5).rename("energy").markAsLoss();
    walk(graph, 1e-2, 5);
  }

  private void product() throws Exception {
    INDArray w = array("w").transpose();
    INDArray y = array("y");
    INDArray product = y.mmul(w);
    peer.compare(org.nd4j.linalg.ops.transforms.Transforms.abs(product).meanNumber().doubleValue());
    long n = y.size(0);
    int steps = (int) Math.max(1, (1 << 24) / (n * n * n));
    peer.report("ND4J 1.0.0-M2.1", steps, () -> {
      for (int i = 0; i < steps; i++) {
        y.mmuli(w, product);
      }
    });
  }
}
