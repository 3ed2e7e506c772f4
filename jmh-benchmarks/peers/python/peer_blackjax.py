"""BlackJAX: MALA on the quadratic of quad-16, 10 000 chains under vmap, 100 steps a call, step size .1, float32."""
import peer

asked = peer.arguments()
import blackjax
import jax
import jax.numpy as jnp

if asked.row != "mala-16":
    peer.refuse(f"BlackJAX has no row {asked.row}")
arrays = peer.Arrays(asked.folder)
a, start = jnp.asarray(arrays["a"]), jnp.asarray(arrays["y"])
log_density = lambda y: -0.5 * y @ (a @ y)
kernel = blackjax.mala(log_density, 0.1)


@jax.jit
def walk(states, key):
    def step(carry, _):
        states, key = carry
        key, now = jax.random.split(key)
        states, _ = jax.vmap(kernel.step)(jax.random.split(now, len(start)), states)
        return (states, key), None

    return jax.lax.scan(step, (states, key), None, length=100)[0]


state = [(jax.vmap(kernel.init)(start), jax.random.key(0))]


def call():
    state[0] = jax.block_until_ready(walk(*state[0]))


_, first = peer.timed(call)
call()
call()
answer = peer.compare(asked, -jax.vmap(log_density)(state[0][0].position).mean())
peer.report(asked, f"BlackJAX {blackjax.__version__}, MALA", answer, call, 1, first)
