"""The planners that are compared, each run on a copy of a workspace without its truth."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from environments import HERE, lock_fingerprint, python_of
from workspaces import Workspace

ROOT = HERE.parents[2]

# What the documentation says, with the reasons in README.md. A changed setting is another result.
SETUPS: dict[str, dict[str, dict]] = {
    "pymc": {
        "quickstart": {
            "recipe": 1, "l_max": 8, "yearly_seasonality": 2, "chains": 4, "tune": 1000, "draws": 2000,
            "target_accept": 0.85, "sampler": "nutpie", "seed": 1, "box": 0.5,
        },
        "example": {
            "recipe": 1, "l_max": 8, "yearly_seasonality": 2, "chains": 4, "tune": 1000, "draws": 2000,
            "target_accept": 0.85, "sampler": "nutpie", "seed": 1, "box": 0.5, "priors": "spend share",
        },
    },
    "meridian": {
        "getting started": {
            "recipe": 1, "knots": "automatic", "chains": 10, "adapt": 2000, "burn_in": 500,
            "draws": 1000, "seed": 1, "window": "horizon", "gtol": 0.0001, "box": 0.3,
        },
        "defaults": {
            "recipe": 1, "knots": "default", "chains": 10, "adapt": 2000, "burn_in": 500,
            "draws": 1000, "seed": 1, "window": "history", "gtol": 0.001, "box": 0.3,
        },
    },
}


@dataclass(frozen=True)
class Machine:
    """Where things run: everything on one core, so that seconds compare.

    Attributes:
        core: the core all planners are pinned to; None leaves them free
        cap_seconds: processor time after which a planner has no answer
    """

    core: int | None
    cap_seconds: int

    def command(self, arguments: list[str]) -> list[str]:
        if self.core is None or shutil.which("taskset") is None:
            return arguments
        return ["taskset", "-c", str(self.core), *arguments]

    def environment(self) -> dict[str, str]:
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        return {**os.environ, **dict.fromkeys(threads, "1")}


@dataclass
class Outcome:
    """What a planner left: its stages with their clocks, and a plan per variant."""

    planner: str
    world: str
    history: str
    setup: str
    settings: dict
    stages: dict[str, dict] = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    plans: dict[str, Path] = field(default_factory=dict)
    stopped: str = ""

    @property
    def draws_per_second(self) -> float | None:
        """Effective draws per second of processor time of the calibration, its compilation included."""
        fit = self.stages.get("fit", {})
        return fit["effective_draws"] / fit["cpu_seconds"] if "effective_draws" in fit else None


class Cache:
    """Outcomes by planner, world, settings and versions: a killed run resumes where it stopped."""

    def __init__(self, folder: Path, fresh: bool):
        self.folder, self.fresh = folder, fresh

    def place(self, planner: str, workspace: Workspace, setup: str, settings: dict, version: str) -> Path:
        key = json.dumps([planner, workspace.fingerprint, settings, version], sort_keys=True)
        digest = hashlib.sha256(key.encode()).hexdigest()[:12]
        return self.folder / f"{planner}-{setup.replace(' ', '-')}-{workspace.name}-{digest}"

    def finished(self, place: Path, machine: Machine) -> bool:
        """Whether there is a result that more time would not better."""
        if self.fresh or not (place / "finished.json").is_file():
            return False
        end = json.loads((place / "finished.json").read_text())
        return not end["stopped"] or end["cap_seconds"] >= machine.cap_seconds

    @staticmethod
    def load(place: Path, planner: str, workspace: Workspace, setup: str) -> Outcome | None:
        if not (place / "finished.json").is_file():
            return None
        end = json.loads((place / "finished.json").read_text())
        answer = json.loads((place / "answer.json").read_text()) if (place / "answer.json").is_file() else {}
        return Outcome(planner, workspace.name, workspace.history, setup, end["settings"], answer.get("stages", {}),
                       answer.get("notes", {}), {p.stem: p for p in sorted(place.glob("*.csv"))},
                       end["stopped"])


def finish(place: Path, settings: dict, stopped: str, machine: Machine) -> None:
    """Marks a result as complete; without the mark it is run again."""
    end = {"settings": settings, "stopped": stopped, "cap_seconds": machine.cap_seconds}
    (place / "finished.json").write_text(json.dumps(end))


def run_limited(command: list[str], log: Path, machine: Machine) -> str:
    """Runs a command to its end or to the cap; says why it was stopped, or nothing.

    The cap is processor time, so that a busy machine does not cost a peer its answer; a command that
    waits instead of working is stopped at twice the cap.
    """
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (machine.cap_seconds, machine.cap_seconds + 30))

    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(machine.command(command), stdout=output, stderr=subprocess.STDOUT,
                                   env=machine.environment(), preexec_fn=limit, start_new_session=True)
        try:
            code = process.wait(timeout=2 * machine.cap_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return cap_message(machine)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if code == -signal.SIGXCPU:
        return cap_message(machine)
    return "" if code == 0 else f"ended with code {code}"


def cap_message(machine: Machine) -> str:
    return f"no answer in {machine.cap_seconds / 60:g} min"


def run_peer(peer: str, setup: str, workspace: Workspace, cache: Cache, machine: Machine,
             environments: Path, may_run: bool) -> Outcome | None:
    """A peer's outcome from the cache, or by running it; None where it may not run and never has.

    Raises:
        environments.Unavailable: where it must run and cannot be installed
    """
    settings = SETUPS[peer][setup]
    place = cache.place(peer, workspace, setup, settings, lock_fingerprint(peer))
    if may_run and not cache.finished(place, machine):
        python = python_of(peer, environments)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="weir-peers-") as scratch:
            history = Path(scratch) / workspace.history_file.name
            shutil.copyfile(workspace.history_file, history)
            task = place / "task.json"
            task.write_text(json.dumps(workspace.task(history, place, settings), indent=1))
            stopped = run_limited([str(python), str(HERE / f"{peer}_peer.py"), str(task)],
                                  place / "log.txt", machine)
        finish(place, settings, stopped, machine)
    return cache.load(place, peer, workspace, setup)


def new_histories(worlds_folder: Path, target: Path) -> None:
    """The worlds' histories with new noise, as `bench allocation` plans them, in `target/seed-1/WORLD` and on."""
    subprocess.run([str(ROOT / "weir"), "bench", "allocation", "--worlds", str(worlds_folder),
                    "--write-histories", str(target)], check=True, stdout=subprocess.DEVNULL)


def weir_version() -> str:
    """SHA-256 of the built jar; builds it first where sources are newer."""
    subprocess.run([str(ROOT / "weir"), "--version"], check=True, stdout=subprocess.DEVNULL)
    return hashlib.sha256((ROOT / "modules/cli/target/weir.jar").read_bytes()).hexdigest()


def run_weir(seed: int, workspace: Workspace, cache: Cache, machine: Machine, version: str) -> Outcome:
    """`weir calibrate` and `weir plan`, as anybody runs them; of the first, the time that the fit takes counts."""
    setup, settings = f"seed {seed}", {"seed": seed, "recipe": 2}
    place = cache.place("weir", workspace, setup, settings, version)
    if not cache.finished(place, machine):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        stages: dict[str, dict] = {}
        with tempfile.TemporaryDirectory(prefix="weir-peers-") as scratch:
            for file in (workspace.folder / "weir.yaml", workspace.history_file):
                shutil.copyfile(file, Path(scratch) / file.name)
            stages["fit"] = timed([str(ROOT / "weir"), "calibrate", scratch, "--seed", str(seed), "--json"],
                                  machine, place / "calibrate.json", place / "log.txt")
            told = json.loads((place / "calibrate.json").read_text())
            diagnostics = told["diagnostics"]
            # As of the peers: the fit with its compilation; neither start, nor reading, nor the check on the last quarter.
            share = told["fit_seconds"] / stages["fit"]["wall_seconds"]
            stages["fit"]["cpu_seconds"] = round(min(1.0, share) * stages["fit"]["cpu_seconds"], 2)
            stages["fit"]["effective_draws"] = diagnostics["effective_draws"]
            stages["fit"]["r_hat"] = round(diagnostics["r_hat"], 3)
            stages["fit"]["divergences"] = diagnostics["divergences"]
            stages["plan"] = timed([str(ROOT / "weir"), "plan", scratch, "--seed", str(seed)],
                                   machine, place / "plan.txt", place / "log.txt")
            shutil.copyfile(Path(scratch) / "plan.csv", place / f"{setup}.csv")
        (place / "answer.json").write_text(json.dumps({"stages": stages, "notes": {}}, indent=1))
        finish(place, settings, "", machine)
    outcome = cache.load(place, "weir", workspace, setup)
    assert outcome is not None
    return outcome


def timed(command: list[str], machine: Machine, output: Path, log: Path) -> dict:
    """Runs one of our commands; wall and processor seconds of the whole process."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with open(output, "w", encoding="utf-8") as out, open(log, "a", encoding="utf-8") as errors:
        code = subprocess.run(machine.command(command), stdout=out, stderr=errors, check=False,
                              env=machine.environment()).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != 0:
        print(log.read_text(encoding="utf-8"), file=sys.stderr)
        raise RuntimeError(f"{' '.join(command)} ended with code {code}; its messages are above.")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"state": "done", "wall_seconds": round(time.monotonic() - wall, 2),
            "cpu_seconds": round(spent, 2)}
