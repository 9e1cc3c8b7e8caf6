"""Judged outcomes as tables and figures, for the terminal and as Markdown."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import figures
import planners
from environments import version_of
from workspaces import PUBLISHED, Workspace

NAMES = {
    "pymc": f"PyMC-Marketing {version_of('pymc-marketing', 'pymc')}",
    "meridian": f"Meridian {version_of('google-meridian', 'meridian')}",
    "weir": "Weir",
}
VARIANTS = ("free", "boxed")
NOTHING = "-"
OURS = "plan"


def progress(outcome: planners.Outcome) -> str:
    """One line about an outcome while others still run."""
    stages = [f"{name} {stage.get('state')} in {stage.get('wall_seconds', '?')} s"
              for name, stage in outcome.stages.items()]
    return ", ".join([*stages, *([outcome.stopped] if outcome.stopped else [])])


@dataclass(frozen=True)
class Judged:
    """A planner's outcome with the true ratio of each of its plans, by variant."""

    outcome: planners.Outcome
    ratios: dict[str, float]


@dataclass(frozen=True)
class Column:
    """A planner as it was set up; ours is one column over all seeds."""

    planner: str
    setup: str

    @property
    def title(self) -> str:
        return NAMES[self.planner] if not self.setup else f"{NAMES[self.planner]}, {self.setup}"


COLUMNS = [*(Column(peer, setup) for peer in planners.SETUPS for setup in planners.SETUPS[peer]),
           Column("weir", "")]


@dataclass(frozen=True)
class Report:
    """All that is printed. Ratios are true values over the true optimum (the clairvoyant's)."""

    worlds: list[Workspace]
    references: dict[str, dict]
    judged: list[Judged]
    options: argparse.Namespace

    def runs(self, planner: str, setup: str | None = None, published: bool = False) -> dict[str, figures.Run]:
        """By world, over all histories or the published one; ours are averaged over seeds, speeds are on the published ones."""
        found = {}
        for world in self.worlds:
            mine = [j for j in self.judged if j.outcome.planner == planner
                    and j.outcome.world == world.name and setup in (None, j.outcome.setup)
                    and (not published or j.outcome.history == PUBLISHED)]
            if not mine:
                continue
            each: dict[str, dict[str, list[float]]] = {}
            for j in mine:
                for variant, ratio in j.ratios.items():
                    name = OURS if planner == "weir" else variant
                    each.setdefault(name, {}).setdefault(j.outcome.history, []).append(ratio)
            ratios = {variant: {history: fmean(r) for history, r in by_history.items()}
                      for variant, by_history in each.items()}
            speeds = [s for s in (j.outcome.draws_per_second for j in mine if j.outcome.history == PUBLISHED)
                      if s is not None]
            found[world.name] = figures.Run(ratios, fmean(speeds) if speeds else None)
        return found

    def figures(self) -> list[figures.Figure]:
        return figures.all_figures(self.runs("weir"), self.counted("pymc"), self.counted("meridian"))

    def counted_setup(self, peer: str) -> str:
        """The set-up that counts: whose plans for the published histories are worth more on average, each world's better variant taken."""
        def worth(setup: str) -> float:
            return figures.mean_best(self.runs(peer, setup, published=True))
        return max(planners.SETUPS[peer], key=worth)

    def counted(self, peer: str) -> dict[str, figures.Run]:
        return self.runs(peer, self.counted_setup(peer))

    # ---- tables: the first row is the header

    def plans(self) -> list[list[str]]:
        """True value of each plan over the true optimum; means are over the worlds with an answer."""
        references = ("equal", "historical", "best_constant")
        columns = [[self.reference(world, name) for world in self.worlds] for name in references]
        rows = [["world", "equal", "history", "best constant",
                 *(f"{column.title} (free / boxed)" for column in COLUMNS[:-1]),
                 f"{COLUMNS[-1].title} (lowest .. highest seed)"]]
        for index, world in enumerate(self.worlds):
            rows.append([world.name, *(f"{column[index]:.3f}" for column in columns),
                         *(self.plan_cell(column, world) for column in COLUMNS[:-1]), self.our_cell(world)])
        ours = [run.best for run in self.runs("weir", published=True).values() if run.best is not None]
        rows.append(["mean", *(f"{fmean(column):.3f}" for column in columns),
                     *(" / ".join(self.mean_cell(column, variant) for variant in VARIANTS)
                       for column in COLUMNS[:-1]),
                     f"{fmean(ours):.3f}" if ours else NOTHING])
        return rows

    def over_histories(self) -> list[list[str]]:
        """True value of each plan over the true optimum, mean over new histories, of the set-ups that count."""
        peers = [(NAMES[peer], self.counted(peer)) for peer in planners.SETUPS]
        ours = self.runs("weir")
        rows = [["world", *(f"{name} (free / boxed)" for name, _ in peers), NAMES["weir"]]]
        means: dict[int, list[float]] = {}
        for world in self.worlds:
            new = [h for run in [ours, *(p for _, p in peers)] if world.name in run
                   for h in run[world.name].histories if h != PUBLISHED]
            cells = []
            for column, (run, variants) in enumerate([*((p, VARIANTS) for _, p in peers), (ours, (OURS,))]):
                ratios = run[world.name].ratios if world.name in run else {}
                values = [[r for h, r in ratios.get(v, {}).items() if h in new] for v in variants]
                cells.append(" / ".join(f"{fmean(v):.3f}" if v else "no answer" for v in values))
                if any(values):
                    means.setdefault(column, []).append(max(fmean(v) for v in values if v))
            rows.append([world.name, *cells])
        rows.append(["mean of the better", *(f"{fmean(means[c]):.3f}" if c in means else NOTHING
                                             for c in range(len(peers) + 1))])
        return rows

    def reference(self, world: Workspace, name: str) -> float:
        return self.references[world.name][name] / self.references[world.name]["optimum"]

    def of(self, column: Column, world: Workspace) -> list[Judged]:
        return [j for j in self.judged if j.outcome.planner == column.planner
                and j.outcome.world == world.name and j.outcome.history == PUBLISHED and column.setup in ("", j.outcome.setup)]

    def plan_cell(self, column: Column, world: Workspace) -> str:
        mine = self.of(column, world)
        if not mine:
            return NOTHING
        ratios = mine[0].ratios
        if not ratios:
            return "no answer"
        return " / ".join(f"{ratios[variant]:.3f}" if variant in ratios else "no answer"
                          for variant in VARIANTS)

    def our_cell(self, world: Workspace) -> str:
        ratios = [r for j in self.of(COLUMNS[-1], world) for r in j.ratios.values()]
        if not ratios:
            return NOTHING
        return f"{fmean(ratios):.3f} ({min(ratios):.3f} .. {max(ratios):.3f})"

    def mean_cell(self, column: Column, variant: str) -> str:
        ratios = [j.ratios[variant] for world in self.worlds for j in self.of(column, world)
                  if variant in j.ratios]
        if not ratios:
            return NOTHING
        return f"{fmean(ratios):.3f}" + (f" of {len(ratios)}" if len(ratios) < len(self.worlds) else "")

    def calibrations(self) -> list[list[str]]:
        """Bulk effective draws of the slowest channel parameter, seconds, draws per second, R-hat."""
        rows = [["world", *(column.title for column in COLUMNS)]]
        for world in self.worlds:
            rows.append([world.name, *(self.calibration_cell(column, world) for column in COLUMNS)])
        return rows

    def calibration_cell(self, column: Column, world: Workspace) -> str:
        fits = [j.outcome.stages["fit"] for j in self.of(column, world)
                if "effective_draws" in j.outcome.stages.get("fit", {})]
        if not fits:
            return "no answer" if self.of(column, world) else NOTHING
        draws = fmean(fit["effective_draws"] for fit in fits)
        seconds = fmean(fit["cpu_seconds"] for fit in fits)
        return (f"{draws:.0f} in {seconds:.0f} s = {draws / seconds:.1f}/s, "
                f"R-hat {max(fit['r_hat'] for fit in fits):.2f}")

    def solves(self) -> list[list[str]]:
        """Seconds from the calibrated model to a plan; ours with all files a plan comes with."""
        rows = [["world", *(column.title + ("" if column.planner == "weir" else ": free, boxed")
                            for column in COLUMNS)]]
        for world in self.worlds:
            rows.append([world.name, *(self.solve_cell(column, world) for column in COLUMNS)])
        return rows

    def solve_cell(self, column: Column, world: Workspace) -> str:
        mine = self.of(column, world)
        if not mine:
            return NOTHING
        stages = ("plan",) if column.planner == "weir" else VARIANTS
        cells = []
        for name in stages:
            seconds = [j.outcome.stages[name]["cpu_seconds"] for j in mine
                       if j.outcome.stages.get(name, {}).get("state") == "done"]
            cells.append(f"{fmean(seconds):.0f} s" if seconds else "no answer")
        return ", ".join(cells)

    # ---- sentences

    def unanswered(self) -> list[str]:
        """Who gave no answer where, and what it said."""
        lines = []
        for j in self.judged:
            if j.outcome.planner == "weir":
                continue
            parts_by_reason: dict[str, list[str]] = {}
            for name in ("fit", *VARIANTS):
                stage = j.outcome.stages.get(name, {"state": "not reached"})
                if stage["state"] != "done":
                    reason = stage.get("error") or j.outcome.stopped or stage["state"]
                    parts_by_reason.setdefault(reason, []).append(name)
            lines += [f"{j.outcome.world}, {j.outcome.history}: {NAMES[j.outcome.planner]}, {j.outcome.setup} "
                      f"({', '.join(names)}): {reason}" for reason, names in parts_by_reason.items()]
        return lines

    def settings(self) -> list[str]:
        lines = []
        for column in COLUMNS[:-1]:
            values = planners.SETUPS[column.planner][column.setup]
            lines.append(f"{column.title}: " + ", ".join(
                f"{key} {value}" for key, value in values.items() if key != "recipe"))
        core = self.options.core
        seeds = {j.outcome.setup for j in self.judged if j.outcome.planner == "weir"}
        lines.append(f"{NAMES['weir']}: as it comes, {len(seeds)} seeds" if seeds else "Weir: not run")
        lines.append((f"All on core {core} alone" if core >= 0 else "Not pinned to a core")
                     + f" of {platform.machine()}, seconds are processor seconds, at most "
                     f"{self.options.cap:g} min of them per planner and world; free: any split, boxed: "
                     "within 'box' of history's")
        return lines

    def beside(self) -> list[str]:
        """What the figures leave out: each set-up alone, and the world with the smallest speed-up."""
        ours = self.runs("weir", published=True)
        lines = []
        for column in COLUMNS[:-1]:
            alone = self.runs(column.planner, column.setup, published=True)
            margins = figures.margins(ours, alone)
            if margins:
                worst = min(margins, key=margins.__getitem__)
                lines.append(f"above {column.title} alone, published histories: {fmean(margins.values()):+.3f} "
                             f"(mean of {len(margins)} worlds), worst {margins[worst]:+.3f} in {worst}")
            lines += self.speed_line(f"speed-up over {column.title} alone", figures.speedups(ours, [alone]))
        counted = [f"{NAMES[peer]}, {self.counted_setup(peer)}" for peer in planners.SETUPS]
        lines.append(f"set-ups that count: {'; '.join(counted)}")
        peers = [self.counted(peer) for peer in planners.SETUPS]
        return [*lines, *self.speed_line("speed-up over the faster of them", figures.speedups(ours, peers))]

    @staticmethod
    def speed_line(name: str, by_world: dict[str, float]) -> list[str]:
        if not by_world:
            return []
        least = min(by_world, key=by_world.__getitem__)
        return [f"{name}: {figures.geometric_mean(list(by_world.values())):.3g} times (geometric mean of "
                f"{len(by_world)} worlds), smallest {by_world[least]:.3g} in {least}"]

    def not_measured(self) -> list[str]:
        expected = {"above-pymc-mean", "above-meridian-mean", "below-peer-worst", "speedup-over-fastest-peer"}
        missing = sorted(expected - {figure.name for figure in self.figures()})
        return [f"{name} is not measured: ours or the peer has not run." for name in missing]

    def text(self) -> str:
        parts = [
            section("True value of the plan / true optimum, published histories", aligned(self.plans())),
            section("True value of the plan / true optimum, mean over new histories", aligned(self.over_histories())),
            section("Calibration: effective draws of the slowest channel parameter", aligned(self.calibrations())),
            section("From calibration to plan", aligned(self.solves())),
            section("Settings", "\n".join(self.settings())),
            section("No answer", "\n".join(self.unanswered() or ["none"])),
            section("Figures", "\n".join([*self.beside(), *self.not_measured(),
                                          *(figure.line() for figure in self.figures())])),
        ]
        return "\n\n".join(parts)

    def markdown(self) -> str:
        parts = [
            "True value of the plan over the true optimum, published histories:", piped(self.plans()),
            f"The same, mean over {self.options.histories} new histories of each world:", piped(self.over_histories()),
            "Calibration: bulk effective draws of the slowest channel parameter, seconds, draws per second:",
            piped(self.calibrations()),
            "From the calibrated model to a plan:", piped(self.solves()),
            bullets(self.settings()), bullets(self.unanswered()), bullets(self.beside()),
            "```\n" + "\n".join(figure.line() for figure in self.figures()) + "\n```",
        ]
        return "\n\n".join(part for part in parts if part) + "\n"


def section(title: str, body: str) -> str:
    return f"{title}\n{'-' * len(title)}\n{body}"


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def aligned(rows: list[list[str]]) -> str:
    """Columns padded to their widest cell; long headers wrap at commas and colons."""
    heads = [head.replace(", ", ",\n").replace(": ", ":\n").replace(" (", "\n(").split("\n")
             for head in rows[0]]
    depth = max(len(head) for head in heads)
    wrapped = [[head[i] if i < len(head) else "" for head in heads] for i in range(depth)]
    lines = [*wrapped, *rows[1:]]
    widths = [max(len(cell) for cell in column) for column in zip(*lines)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
                     for line in lines)


def piped(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
