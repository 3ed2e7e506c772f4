"""THRML: block Gibbs on 16 periodic 64 x 64 lattices, Ising at beta 0.4 or Potts of 3 categories at beta 0.5; a step is a sweep of all."""
import peer

asked = peer.arguments()
from importlib.metadata import version

import jax
import jax.numpy as jnp
from thrml import Block, BlockGibbsSpec, CategoricalNode, FactorSamplingProgram, SamplingSchedule, SpinNode, sample_states
from thrml.models import CategoricalGibbsConditional, IsingEBM, IsingSamplingProgram, SquareCategoricalEBMFactor, hinton_init

spins = asked.row.startswith("ising")
if not spins and not asked.row.startswith("potts"):
    peer.refuse(f"THRML has no row {asked.row}")
n, chains, sweeps, categories = 64, 16, 100, 3
node = SpinNode if spins else CategoricalNode
grid = [[node() for _ in range(n)] for _ in range(n)]
flat = [site for line in grid for site in line]
edges = [(grid[i][j], grid[(i + 1) % n][j]) for i in range(n) for j in range(n)]
edges += [(grid[i][j], grid[i][(j + 1) % n]) for i in range(n) for j in range(n)]
blocks = [Block([grid[i][j] for i in range(n) for j in range(n) if (i + j) % 2 == side]) for side in (0, 1)]
if spins:
    model = IsingEBM(flat, edges, jnp.zeros(len(flat)), jnp.ones(len(edges)), jnp.array(0.4))
    program = IsingSamplingProgram(model, blocks, clamped_blocks=[])
    start = hinton_init(jax.random.key(0), model, blocks, (chains,))
else:
    ends = [Block([edge[end] for edge in edges]) for end in (0, 1)]
    alike = SquareCategoricalEBMFactor(ends, jnp.tile(0.5 * jnp.eye(categories), (len(edges), 1, 1)))
    draw = CategoricalGibbsConditional(categories)
    program = FactorSamplingProgram(BlockGibbsSpec(blocks, []), [draw, draw], [alike], [])
    keys = jax.random.split(jax.random.key(0), len(blocks))
    start = [jax.random.randint(k, (chains, len(b.nodes)), 0, categories).astype(jnp.uint8) for k, b in zip(keys, blocks)]


def sampler(schedule):
    one = lambda state, key: sample_states(key, program, schedule, state, [], [Block(flat)])
    run = jax.jit(jax.vmap(one))
    return lambda seed: jax.block_until_ready(run(start, jax.random.split(jax.random.key(seed), chains)))


run = sampler(SamplingSchedule(sweeps, 1, 1))
_, first = peer.timed(lambda: run(0))
drawn = jnp.asarray(sampler(SamplingSchedule(500, 50, 30))(1)[0]).reshape(-1, n, n)
if spins:
    signs = jnp.where(drawn > 0, 1.0, -1.0)
    energy = -(signs * (jnp.roll(signs, 1, 1) + jnp.roll(signs, 1, 2))).mean()
else:
    energy = -sum((drawn == jnp.roll(drawn, 1, axis)).mean() for axis in (1, 2))
answer = peer.compare(asked, energy)
peer.report(asked, f"THRML {version('thrml')}", answer, lambda: run(2), sweeps, first)
