"""PyTorch on the CPU, float32: eager autograd; --mode manual with the gradient written by hand; --mode compile with torch.compile."""
import math

import peer

asked = peer.arguments()
import torch
import torch.nn.functional as F

torch.set_num_threads(asked.threads)
arrays = peer.Arrays(asked.folder)
tensor = lambda name: torch.from_numpy(arrays[name])
NAME = f"PyTorch {torch.__version__.split('+')[0]} " + (asked.mode or "eager")


def walk(energy, gradient, y, h, steps):
    def slope(y):
        if asked.mode == "manual":
            return gradient(y)
        if asked.mode == "compile":
            return torch.func.grad(energy)(y)
        y = y.detach().requires_grad_(True)
        return torch.autograd.grad(energy(y), y)[0]

    def noisy(y):
        return y.detach() - h * slope(y) + math.sqrt(2 * h) * torch.randn_like(y)

    quiet = y
    for _ in range(10):
        quiet = quiet.detach() - h * slope(quiet)
    answer = peer.compare(asked, energy(quiet) / len(y))
    step = torch.compile(noisy) if asked.mode == "compile" else noisy

    def call(at=[y]):
        for _ in range(steps):
            at[0] = step(at[0])

    _, first = peer.timed(lambda: step(y))
    peer.report(asked, NAME, answer, call, steps, first)


def mlp():
    w1, b1, w2, b2, w3 = (tensor(name) for name in ("w1", "b1", "w2", "b2", "w3"))

    def energy(y):
        return (F.softplus(torch.addmm(b2, F.softplus(torch.addmm(b1, y, w1.T)), w2.T)) @ w3).sum()

    def gradient(y):
        before = torch.addmm(b1, y, w1.T)
        after = torch.addmm(b2, F.softplus(before), w2.T)
        return ((w3 * torch.sigmoid(after)) @ w2 * torch.sigmoid(before)) @ w1

    walk(energy, gradient, tensor("y"), 1e-3, 5 if asked.row == "mlp-chain" else 200)


def quadratic():
    a = tensor("a")
    walk(lambda y: 0.5 * ((y @ a.T) * y).sum(), lambda y: y @ a, tensor("y"), 1e-2, 10)


def rollout():
    w, u, v, b, start, goal = (tensor(name) for name in ("w", "u", "v", "b", "start", "goal"))

    def energy(plans):
        state = start.expand(len(plans), -1)
        for action in plans.view(len(plans), -1, u.shape[1]).unbind(1):
            state = state + F.softplus(torch.addmm(b, state, w.T) + action @ u.T) @ v.T
        return ((state - goal) ** 2).sum() + 0.01 * (plans**2).sum()

    walk(energy, None, tensor("y"), 1e-3, 20)


def product():
    w, y = tensor("w"), tensor("y")
    steps = max(1, 2**27 // len(w) ** 3)
    answer = peer.compare(asked, (y @ w.T).abs().mean())

    @torch.no_grad()
    def call():
        at = y
        for _ in range(steps):
            at = at @ w.T

    _, first = peer.timed(call)
    peer.report(asked, NAME, answer, call, steps, first)


def vicreg():
    layers = []
    for i in range(3):
        linear = torch.nn.Linear(*reversed(arrays[f"w{i}"].shape))
        linear.weight.data, linear.bias.data = tensor(f"w{i}"), tensor(f"b{i}")
        layers += [linear] + ([torch.nn.ReLU()] if i < 2 else [])
    net = torch.nn.Sequential(*layers)
    adam = torch.optim.Adam(net.parameters(), 1e-3, fused=True)
    views = tensor("x"), tensor("y")

    def side(z):
        n, d = z.shape
        z = z - z.mean(0)
        c = z.T @ z / (n - 1)
        var = torch.diagonal(c)
        return 25 * F.relu(1 - torch.sqrt(var + 1e-4)).mean() + (c.pow(2).sum() - var.pow(2).sum()) / d

    def loss():
        u, v = net(views[0]), net(views[1])
        return 25 * F.mse_loss(u, v) + side(u) + side(v)

    value = torch.compile(loss) if asked.mode == "compile" else loss

    def call():
        adam.zero_grad(set_to_none=True)
        now = value()
        now.backward()
        adam.step()
        return now.item()

    _, first = peer.timed(call)
    call()
    answer = peer.compare(asked, call())
    peer.report(asked, NAME, answer, call, 1, first)


def rbm():
    w, b, c = tensor("w"), tensor("b"), tensor("c")
    chains, sweeps = 4096, 5

    def sweep(h):
        v = torch.bernoulli(torch.sigmoid(torch.addmm(b, h, w.T)))
        return v, torch.bernoulli(torch.sigmoid(torch.addmm(c, v, w)))

    if asked.mode == "compile":
        sweep = torch.compile(sweep)
    state = [torch.zeros(chains, len(b)), torch.zeros(chains, len(c))]

    def call():
        for _ in range(sweeps):
            state[:] = sweep(state[1])

    _, first = peer.timed(call)
    energies = []
    for draw in range(80):
        call()
        v, h = state
        energies.append(float(-((v @ w) * h).sum(1).mean() - (v @ b).mean() - (h @ c).mean()))
    answer = peer.compare(asked, sum(energies[40:]) / 40)
    peer.report(asked, NAME, answer, call, sweeps, first)


rows = {"mlp": mlp, "quad": quadratic, "gemm": product, "train": vicreg, "rollout": rollout, "rbm": rbm}
rows.get(asked.row.split("-")[0], lambda: peer.refuse(f"PyTorch has no row {asked.row}"))()
