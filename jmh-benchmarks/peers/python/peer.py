"""What the Python peers share: one row a process, its numbers from a folder, its answer compared before it is timed.

A peer is started as  SCRIPT ROW FOLDER --answer A --tolerance T --seconds S --threads N  and prints one JSON object. FOLDER holds one
.npy file for each array of the row, the same that ebm4j works on. The answer is a number that both must find; a peer that finds
another one says so and is not timed.
"""
import argparse
import json
import os
import pathlib
import sys
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("row")
    parser.add_argument("folder")
    parser.add_argument("--answer", type=float, default=float("nan"))
    parser.add_argument("--tolerance", type=float, default=1e-3)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--mode", default="")
    asked = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(asked.threads)
    if asked.threads == 1:  # XLA reads this when it is imported; one core, for its other threads work too
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    return asked


class Arrays:
    """The arrays of a row by name: arrays["w1"]."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def __getitem__(self, name):
        import numpy

        return numpy.load(self.folder / (name + ".npy"))


def refuse(sentence):
    """Ends the process: this row is not for this peer, or the answer is another one."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def compare(asked, answer):
    """Ends the process if the answer is not the one that ebm4j found."""
    answer = float(answer)
    if asked.answer == asked.answer and not abs(answer - asked.answer) <= asked.tolerance * max(abs(asked.answer), 1e-30):
        refuse(f"found {answer:.7g} where ebm4j found {asked.answer:.7g}; another answer is not timed")
    return answer


def report(asked, peer, answer, call, steps, first, **others):
    """Calls for so many seconds and prints microseconds a step, call by call.

    call: does `steps` steps and returns when they are done. first: seconds the first call took, compiling included.
    """
    times, end = [], time.perf_counter() + asked.seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) / steps * 1e6)
    print(json.dumps(dict(peer=peer, row=asked.row, answer=answer, wall_us=times, first_s=first, threads=asked.threads, **others)))


def timed(call):
    """What the call returned, and its seconds."""
    start = time.perf_counter()
    returned = call()
    return returned, time.perf_counter() - start
