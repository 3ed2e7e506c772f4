"""optimistix: BFGS (or, with --mode lbfgs, L-BFGS) under vmap on chained Rosenbrock, float64; every end's gradient is checked."""
import peer

asked = peer.arguments()
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
import optimistix

if asked.row != "rosenbrock-batch":
    peer.refuse(f"optimistix has no row {asked.row}")
starts = jnp.asarray(peer.Arrays(asked.folder)["starts"], jnp.float64)
NAME = f"optimistix {optimistix.__version__} {(asked.mode or 'bfgs').upper()}"


def energy(y, _=None):
    return jnp.sum(100 * (y[1:] - y[:-1] ** 2) ** 2 + (1 - y[:-1]) ** 2)


solver = (optimistix.LBFGS if asked.mode == "lbfgs" else optimistix.BFGS)(rtol=1e-9, atol=1e-9)
one = lambda y: optimistix.minimise(energy, solver, y, max_steps=500, throw=False).value
run = jax.jit(jax.vmap(one))
ends, first = peer.timed(lambda: jax.block_until_ready(run(starts)))
slopes = np.abs(np.asarray(jax.vmap(jax.grad(energy))(ends))).max(1)
solved = float((slopes <= 1e-6).mean())
if solved < 0.95:
    peer.refuse(f"only {solved:.3f} of the starts ended at a gradient of 1e-6; an unsolved problem is not timed")
peer.report(asked, NAME, solved, lambda: jax.block_until_ready(run(starts)), 1, first, solved=solved)
