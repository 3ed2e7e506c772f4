import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.javacpp.PointerScope;

/// libtorch through bytedeco: eager autograd, f32.
final class Libtorch {
  private final Peer peer;

  private Libtorch(Peer peer) {
    this.peer = peer;
  }

  public static void main(String[] args) throws Exception {
    Peer peer = Peer.of(args);
    torch.set_num_threads(peer.threads);
    Libtorch libtorch = new Libtorch(peer);
    switch (peer.kind()) {
      case "gemm" -> libtorch.product();
      case "mlp" -> libtorch.mlp();
      case "quad" -> libtorch.quadratic();
      default -> peer.refuse("libtorch has no row " + peer.row);
    }
  }

  private String name() {
    return "libtorch" + (System.getenv("ATEN_CPU_CAPABILITY") == null ? "" : ", AVX-512 forced");
  }

  private Tensor tensor(String name) throws Exception {
    return Tensor.create(peer.floats(name), peer.shape(name));
  }

  private interface Energy {
    Tensor of(Tensor y);
  }

  private static Tensor slope(Energy energy, Tensor y) {
    Tensor leaf = y.detach().requires_grad_(true);
    energy.of(leaf).backward();
    return leaf.grad();
  }

  private void walk(Energy energy, double h, int steps) throws Exception {
    Tensor start = tensor("y");
    Tensor quiet = start;
    for (int i = 0; i < 10; i++) {
      quiet = quiet.detach().sub(slope(energy, quiet).mul(new Scalar((float) h)));
    }
    peer.compare(energy.of(quiet).item_double() / start.size(0));
    Tensor at = start.clone();
    Scalar down = new Scalar((float) h);
    Scalar spread = new Scalar((float) Math.sqrt(2 * h));
    peer.report(name(), steps, () -> {
      for (int i = 0; i < steps; i++) {
        try (PointerScope scope = new PointerScope()) {
          Tensor next = at.sub(slope(energy, at).mul(down)).add(torch.randn_like(at).mul(spread));
          at.copy_(next);
        }
      }
    });
  }

  private void mlp() throws Exception {
    Tensor w1 = tensor("w1").t();
    Tensor b1 = tensor("b1");
    Tensor w2 = tensor("w2").t();
    Tensor b2 = tensor("b2");
    Tensor w3 = tensor("w3");
    walk(
        y -> {
          Tensor first = torch.softplus(torch.addmm(b1, y, w1));
          return torch.softplus(torch.addmm(b2, first, w2)).matmul(w3).sum();
        },
        1e-3,
        peer.row.equals("mlp-one") ? 500 : 20);
  }

  private void quadratic() throws Exception {
    Tensor a = tensor("a").t();
    Scalar half = new Scalar(.5f);
    walk(y -> y.matmul(a).mul(y).sum().mul(half), 1e-2, 20);
  }

  private void product() throws Exception {
    Tensor w = tensor("w").t();
    Tensor y = tensor("y");
    peer.compare(y.matmul(w).abs().mean().item_double());
    long n = y.size(0);
    int steps = (int) Math.max(1, (1 << 26) / (n * n * n));
    peer.report(name(), steps, () -> {
      for (int i = 0; i < steps; i++) {
        try (PointerScope scope = new PointerScope()) {
          y.matmul(w);
        }
      }
    });
  }
}
