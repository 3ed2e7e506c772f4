import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/// EJML: dense products in f32, one thread.
final class Ejml {
  public static void main(String[] args) throws Exception {
    Peer peer = Peer.of(args);
    int n = (int) peer.shape("w")[0];
    FMatrixRMaj w = FMatrixRMaj.wrap(n, n, peer.floats("w"));
    FMatrixRMaj y = FMatrixRMaj.wrap(n, n, peer.floats("y"));
    FMatrixRMaj product = new FMatrixRMaj(n, n);
    CommonOps_FDRM.multTransB(y, w, product);
    double sum = 0;
    for (float element : product.data) {
      sum += Math.abs(element);
    }
    peer.compare(sum / n / n);
    int steps = Math.max(1, (1 << 24) / (n * n * n));
    peer.report("EJML", steps, () -> {
      for (int i = 0; i < steps; i++) {
        CommonOps_FDRM.multTransB(y, w, product);
      }
    });
  }
}
