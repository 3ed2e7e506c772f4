"""THRML: block Gibbs on 16 periodic 64 x 64 lattices, Ising at beta 0.4 or Potts of 3 categories at beta 0.5, or on 4096 restricted
Boltzmann machines of 64 + 64 bits; a step is a sweep of all."""
import peer

asked = peer.arguments()
from importlib.metadata import version

import jax
import jax.numpy as jnp
from thrml import Block, BlockGibbsSpec, CategoricalNode, FactorSamplingProgram, SamplingSchedule, SpinNode, sample_states
from thrml.models import CategoricalGibbsConditional, IsingEBM, IsingSamplingProgram, SquareCategoricalEBMFactor, hinton_init

def machines():
    """Bits as spins: v = (1 + s) / 2 makes couplings of W / 4 and moves the rest into the fields."""
    arrays = peer.Arrays(asked.folder)
    w, b, c = (arrays[name] for name in ("w", "b", "c"))
    layers = [[SpinNode() for _ in field] for field in (b, c)]
    pairs = [(i, j) for i in layers[0] for j in layers[1]]
    fields = jnp.concatenate([b / 2 + w.sum(1) / 4, c / 2 + w.sum(0) / 4])
    model = IsingEBM(layers[0] + layers[1], pairs, fields, jnp.asarray(w.reshape(-1) / 4), jnp.array(1.0))
    blocks = [Block(layer) for layer in layers]

    def energy(drawn):
        v, h = jnp.split(jnp.where(drawn.reshape(-1, drawn.shape[-1]) > 0, 1.0, 0.0), [len(b)], 1)
        return -(((v @ w) * h).sum(1) + v @ b + h @ c).mean()

    return model, blocks, energy


def lattice():
    grid = [[SpinNode() for _ in range(n)] for _ in range(n)]
    flat, edges, blocks = torus(grid)
    model = IsingEBM(flat, edges, jnp.zeros(len(flat)), jnp.ones(len(edges)), jnp.array(0.4))

    def energy(drawn):
        signs = jnp.where(drawn.reshape(-1, n, n) > 0, 1.0, -1.0)
        return -(signs * (jnp.roll(signs, 1, 1) + jnp.roll(signs, 1, 2))).mean()

    return model, blocks, energy


def torus(grid):
    flat = [site for line in grid for site in line]
    edges = [(grid[i][j], grid[(i + 1) % n][j]) for i in range(n) for j in range(n)]
    edges += [(grid[i][j], grid[i][(j + 1) % n]) for i in range(n) for j in range(n)]
    blocks = [Block([grid[i][j] for i in range(n) for j in range(n) if (i + j) % 2 == side]) for side in (0, 1)]
    return flat, edges, blocks


def spins(model, blocks):
    program = IsingSamplingProgram(model, blocks, clamped_blocks=[])
    return program, hinton_init(jax.random.key(0), model, blocks, (chains,))


def categories(count):
    grid = [[CategoricalNode() for _ in range(n)] for _ in range(n)]
    flat, edges, blocks = torus(grid)
    ends = [Block([edge[end] for edge in edges]) for end in (0, 1)]
    alike = SquareCategoricalEBMFactor(ends, jnp.tile(0.5 * jnp.eye(count), (len(edges), 1, 1)))
    draw = CategoricalGibbsConditional(count)
    program = FactorSamplingProgram(BlockGibbsSpec(blocks, []), [draw, draw], [alike], [])
    keys = jax.random.split(jax.random.key(0), len(blocks))
    start = [jax.random.randint(k, (chains, len(b.nodes)), 0, count).astype(jnp.uint8) for k, b in zip(keys, blocks)]

    def energy(drawn):
        drawn = drawn.reshape(-1, n, n)
        return -sum((drawn == jnp.roll(drawn, 1, axis)).mean() for axis in (1, 2))

    return program, start, flat, energy


n, chains, sweeps = 64, 16, 100
family = asked.row.split("-")[0]
if family == "potts":
    program, start, flat, energy = categories(3)
elif family in ("ising", "rbm"):
    if family == "rbm":
        chains, sweeps = 4096, 10
    model, blocks, energy = lattice() if family == "ising" else machines()
    program, start = spins(model, blocks)
    flat = model.nodes
else:
    peer.refuse(f"THRML has no row {asked.row}")


def sampler(schedule):
    one = lambda state, key: sample_states(key, program, schedule, state, [], [Block(flat)])
    run = jax.jit(jax.vmap(one))
    return lambda seed: jax.block_until_ready(run(start, jax.random.split(jax.random.key(seed), chains)))


run = sampler(SamplingSchedule(sweeps, 1, 1))
_, first = peer.timed(lambda: run(0))
schedule = SamplingSchedule(100, 20, 5) if family == "rbm" else SamplingSchedule(500, 50, 30)
answer = peer.compare(asked, energy(jnp.asarray(sampler(schedule)(1)[0])))
peer.report(asked, f"THRML {version('thrml')}", answer, lambda: run(2), sweeps, first)
