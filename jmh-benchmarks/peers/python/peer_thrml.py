"""THRML: block Gibbs on a periodic 64 x 64 Ising lattice at beta 0.4, 16 chains; a step is a sweep of all chains."""
import peer

asked = peer.arguments()
from importlib.metadata import version

import jax
import jax.numpy as jnp
from thrml import Block, SamplingSchedule, SpinNode, sample_states
from thrml.models import IsingEBM, IsingSamplingProgram, hinton_init

if not asked.row.startswith("ising"):
    peer.refuse(f"THRML has no row {asked.row}")
n, chains, sweeps = 64, 16, 100
grid = [[SpinNode() for _ in range(n)] for _ in range(n)]
flat = [node for line in grid for node in line]
edges = [(grid[i][j], grid[(i + 1) % n][j]) for i in range(n) for j in range(n)]
edges += [(grid[i][j], grid[i][(j + 1) % n]) for i in range(n) for j in range(n)]
model = IsingEBM(flat, edges, jnp.zeros(len(flat)), jnp.ones(len(edges)), jnp.array(0.4))
blocks = [Block([grid[i][j] for i in range(n) for j in range(n) if (i + j) % 2 == side]) for side in (0, 1)]
program = IsingSamplingProgram(model, blocks, clamped_blocks=[])
start = hinton_init(jax.random.key(0), model, blocks, (chains,))


def sampler(schedule):
    one = lambda state, key: sample_states(key, program, schedule, state, [], [Block(flat)])
    run = jax.jit(jax.vmap(one))
    return lambda seed: jax.block_until_ready(run(start, jax.random.split(jax.random.key(seed), chains)))


run = sampler(SamplingSchedule(sweeps, 1, 1))
_, first = peer.timed(lambda: run(0))
spins = jnp.asarray(sampler(SamplingSchedule(2000, 1, 1))(1)[0]).reshape(chains, n, n)
spins = jnp.where(spins > 0, 1.0, -1.0)
answer = peer.compare(asked, -(spins * (jnp.roll(spins, 1, 1) + jnp.roll(spins, 1, 2))).mean())
peer.report(asked, f"THRML {version('thrml')}", answer, lambda: run(2), sweeps, first)
