import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

/// DJL on its PyTorch engine: gradients by its collector, f32.
final class Djl {
  private final Peer peer;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  private Djl(Peer peer) {
    this.peer = peer;
  }

  public static void main(String[] args) throws Exception {
    Peer peer = Peer.of(args);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(peer.threads));
    Djl djl = new Djl(peer);
    switch (peer.kind()) {
      case "gemm" -> djl.product();
      case "mlp" -> djl.mlp();
      case "quad" -> djl.quadratic();
      default -> peer.refuse("DJL has no row " + peer.row);
    }
  }

  private String name() {
    return "DJL, PyTorch " + Engine.getInstance().getVersion();
  }

  private NDArray array(String name) throws Exception {
    return manager.create(peer.floats(name), new Shape(peer.shape(name)));
  }

  private interface Energy {
    NDArray of(NDArray y);
  }

  private static NDArray slope(Energy energy, NDArray y) {
    y.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(energy.of(y));
    }
    return y.getGradient();
  }

  private void walk(Energy energy, double h, int steps) throws Exception {
    NDArray start = array("y");
    NDArray quiet = start.duplicate();
    for (int i = 0; i < 10; i++) {
      quiet = quiet.stopGradient().sub(slope(energy, quiet).mul((float) h)).stopGradient().duplicate();
    }
    peer.compare(energy.of(quiet).toFloatArray()[0] / start.getShape().get(0));
    float spread = (float) Math.sqrt(2 * h);
    NDArray[] at = {start.duplicate()};
    peer.report(name(), steps, () -> {
      for (int i = 0; i < steps; i++) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray y = at[0].duplicate();
          y.attach(scope);
          NDArray noise = scope.randomNormal(y.getShape());
          NDArray next = y.stopGradient().sub(slope(energy, y).mul((float) h)).add(noise.mul(spread)).stopGradient();
          next.attach(manager);
          at[0].close();
          at[0] = next;
        }
      }
    });
  }

  private static NDArray softplus(NDArray h) {
    return ai.djl.nn.Activation.softPlus(h);
  }

  private void mlp() throws Exception {
    NDArray w1 = array("w1").transpose();
    NDArray b1 = array("b1");
    NDArray w2 = array("w2").transpose();
    NDArray b2 = array("b2");
    NDArray w3 = array("w3");
    walk(
        y -> softplus(softplus(y.matMul(w1).add(b1)).matMul(w2).add(b2)).mul(w3).sum(),
        1e-3,
        peer.row.equals("mlp-one") ? 500 : 10);
  }

  private void quadratic() throws Exception {
    NDArray a = array("a").transpose();
    walk(y -> y.matMul(a).mul(y).sum().mul(.5f), 1e-2, 20);
  }

  private void product() throws Exception {
    NDArray w = array("w").transpose();
    NDArray y = array("y");
    peer.compare(y.matMul(w).abs().mean().toFloatArray()[0]);
    long n = y.getShape().get(0);
    int steps = (int) Math.max(1, (1 << 26) / (n * n * n));
    peer.report(name(), steps, () -> {
      for (int i = 0; i < steps; i++) {
        y.matMul(w).close();
      }
    });
  }
}
