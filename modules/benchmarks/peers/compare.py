"""Runs the planners on the worlds, has their plans judged by the truth, prints table and figures.

Called by `run`, which makes the environment this needs. See README.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import planners
import tables
from environments import HERE, Unavailable
from workspaces import Workspace

PEERS = ("pymc", "meridian")
START = time.monotonic()


def say(message: str) -> None:
    elapsed = int(time.monotonic() - START)
    print(f"[{elapsed // 60:3d}:{elapsed % 60:02d}] {message}", file=sys.stderr, flush=True)


def planner_names(text: str) -> list[str]:
    names = text.split(",")
    unknown = set(names) - {*PEERS, "weir"}
    if unknown:
        raise argparse.ArgumentTypeError(f"({text}) names planners out of pymc, meridian and weir")
    return names


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run", description=__doc__.splitlines()[0])
    parser.add_argument("--worlds-folder", type=Path, default=planners.ROOT.parent / "shared" / "worlds",
                        metavar="DIR", help="world folders and evaluate.py (default: %(default)s)")
    parser.add_argument("--worlds", metavar="A,B", help="only these worlds (default: all)")
    parser.add_argument("--only", metavar="A,B", type=planner_names, default=[*PEERS, "weir"],
                        help="runs these of pymc, meridian, weir; of other peers, what is cached is shown")
    parser.add_argument("--fresh", action="store_true", help="runs again what is cached")
    parser.add_argument("--cache", type=Path, default=HERE / "results-cache", metavar="DIR",
                        help="where results are kept (default: %(default)s)")
    parser.add_argument("--environments", type=Path, default=HERE / ".venv", metavar="DIR",
                        help="where the peers are installed (default: %(default)s)")
    parser.add_argument("--core", type=int, default=1,
                        help="the core that everything is pinned to; -1: none (default: %(default)s)")
    parser.add_argument("--cap", type=float, default=30, metavar="MINUTES",
                        help="a planner without an answer by then has none (default: %(default)s)")
    parser.add_argument("--histories", type=int, default=10, metavar="N",
                        help="new histories per world, beside the published one, at most 10 (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=3, help="seeds of ours (default: %(default)s)")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="writes the figures as JSON")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="writes the tables as Markdown")
    return parser.parse_args()


def chosen_worlds(folder: Path, names: str | None) -> list[Workspace]:
    """Worlds by number of channels, so that the slow ones come last."""
    folders = [f for f in sorted(folder.iterdir()) if (f / "weir.yaml").is_file()]
    if names:
        unknown = set(names.split(",")) - {f.name for f in folders}
        if unknown:
            raise ValueError(f"--worlds ({names}): no such world in {folder}: "
                             f"{', '.join(sorted(unknown))}. There are "
                             f"{', '.join(f.name for f in folders)}.")
        folders = [f for f in folders if f.name in names.split(",")]
    worlds = [Workspace.read(f) for f in folders]
    return sorted(worlds, key=lambda w: (len(w.channels), w.name))


def judge(worlds_folder: Path, world: str, plan: str) -> dict:
    """The truth's verdict about a plan; `--reference` for the reference plans'."""
    done = subprocess.run([sys.executable, str(worlds_folder / "evaluate.py"),
                           str(worlds_folder / world), plan], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{plan} could not be judged: {done.stderr.strip()}")
    return json.loads(done.stdout)


class Runs:
    """Runs planners as far as options, cache and packages allow."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.machine = planners.Machine(None if options.core < 0 else options.core, int(options.cap * 60))
        self.cache = planners.Cache(options.cache, options.fresh)
        self.version = planners.weir_version() if "weir" in options.only else None
        self.unavailable: set[str] = set()

    def peer(self, peer: str, setup: str, workspace: Workspace) -> list[planners.Outcome]:
        may_run = peer in self.options.only and peer not in self.unavailable
        say(f"{workspace.name}, {workspace.history}: {peer}, {setup}" + ("" if may_run else " (cached only)"))
        try:
            outcome = planners.run_peer(peer, setup, workspace, self.cache, self.machine,
                                        self.options.environments, may_run)
        except Unavailable as reason:
            self.unavailable.add(peer)
            say(f"skipped: {reason}")
            return []
        if outcome is None:
            return []
        say("  " + tables.progress(outcome))
        return [outcome]

    def ours(self, seed: int, workspace: Workspace) -> list[planners.Outcome]:
        if self.version is None:
            return []
        say(f"{workspace.name}, {workspace.history}: weir, seed {seed}")
        outcome = planners.run_weir(seed, workspace, self.cache, self.machine, self.version)
        say("  " + tables.progress(outcome))
        return [outcome]


def judged(options: argparse.Namespace, outcomes: list[planners.Outcome]) -> list[tables.Judged]:
    return [tables.Judged(outcome, {variant: judge(options.worlds_folder, outcome.world, str(plan))["ratio"]
                                    for variant, plan in outcome.plans.items()})
            for outcome in outcomes]


def run_all(options: argparse.Namespace, worlds: list[Workspace]) -> tables.Report:
    """Every planner and set-up on the published histories; on new ones the set-ups that count."""
    runs = Runs(options)
    outcomes: list[planners.Outcome] = []
    for workspace in worlds:
        for peer in PEERS:
            for setup in planners.SETUPS[peer]:
                outcomes += runs.peer(peer, setup, workspace)
        for seed in range(1, options.seeds + 1):
            outcomes += runs.ours(seed, workspace)
    references = {w.name: judge(options.worlds_folder, w.name, "--reference") for w in worlds}
    report = tables.Report(worlds, references, judged(options, outcomes), options)
    if options.histories > 0:
        with tempfile.TemporaryDirectory(prefix="weir-histories-") as scratch:
            planners.new_histories(options.worlds_folder, Path(scratch))
            report = tables.Report(worlds, references,
                                   [*report.judged, *on_new_histories(options, runs, report, Path(scratch))], options)
    return report


def on_new_histories(options: argparse.Namespace, runs: Runs, report: tables.Report,
                     folder: Path) -> list[tables.Judged]:
    outcomes: list[planners.Outcome] = []
    for draw in range(1, options.histories + 1):
        for world in report.worlds:
            workspace = Workspace.read(folder / f"seed-{draw}" / world.name, f"new {draw}")
            for peer in PEERS:
                outcomes += runs.peer(peer, report.counted_setup(peer), workspace)
            outcomes += runs.ours(1, workspace)
    return judged(options, outcomes)


def main() -> int:
    options = arguments()
    if not (options.worlds_folder / "evaluate.py").is_file():
        print(f"skipped: no worlds with known truth in {options.worlds_folder} (evaluate.py is missing). "
              "Maybe name their folder with --worlds-folder.", file=sys.stderr)
        return 0
    try:
        worlds = chosen_worlds(options.worlds_folder, options.worlds)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    report = run_all(options, worlds)
    print(report.text())
    if options.markdown:
        options.markdown.write_text(report.markdown(), encoding="utf-8")
    if options.figures:
        found = {"figures": [figure.json() for figure in report.figures()]}
        options.figures.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
