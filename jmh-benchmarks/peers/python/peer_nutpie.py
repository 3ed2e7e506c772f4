"""nutpie: NUTS on the quadratic of quad-16, 4 chains, float64; what is timed is a gradient, its call from Python included.

NUTS does other work than MALA, so a gradient is all that compares; the time is scaled to the million gradients of the row.
"""
import peer

asked = peer.arguments()
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
import jax
import jax.numpy as jnp
import numpy as np
import nutpie
from nutpie.compiled_pyfunc import from_pyfunc

if asked.row != "mala-16":
    peer.refuse(f"nutpie has no row {asked.row}")
jax.config.update("jax_enable_x64", True)
a = np.asarray(peer.Arrays(asked.folder)["a"], np.float64)
both = jax.jit(jax.value_and_grad(lambda y: -0.5 * y @ (a @ y)))
both(jnp.zeros(len(a)))


def make():
    def call(y):
        value, slope = both(y)
        return float(value), np.asarray(slope)

    return call


model = from_pyfunc(len(a), make, lambda *_: (lambda y: {"y": y}), [np.dtype("float64")], [(len(a),)], ["y"])
trace, first = peer.timed(
    lambda: nutpie.sample(model, draws=2000, tune=400, chains=4, cores=1, seed=1, progress_bar=False, save_warmup=True)
)
draws = np.asarray(trace.posterior.y).reshape(-1, len(a))
answer = peer.compare(asked, 0.5 * np.einsum("ni,ij,nj->n", draws, a, draws).mean())
gradients = int(trace.sample_stats.n_steps.sum() + trace.warmup_sample_stats.n_steps.sum())
print(
    peer.json.dumps(
        dict(
            peer=f"nutpie {version('nutpie')}, NUTS, gradients alone compare",
            row=asked.row,
            answer=answer,
            wall_us=[first * 1e6 / gradients * 1e6],
            first_s=first,
            threads=1,
        )
    )
)
