"""A tiny energy minimised from (2, 1) in a process of its own; peer_jax.py launches it for the row cold-start."""
import jax.numpy as jnp
from jax.scipy.optimize import minimize

energy = lambda p: (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2
print(float(minimize(energy, jnp.array([2.0, 1.0]), method="BFGS").x[0]))
