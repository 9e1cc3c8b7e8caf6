"""From judged plans to the table and the figures. Pure functions: no files, no processes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

RESAMPLES = 10_000


@dataclass(frozen=True)
class Run:
    """What one planner did in one world.

    Attributes:
        ratios: true value of the plan over the true optimum, by variant (`free`, `boxed`, or a seed)
        draws_per_second: bulk effective draws of the slowest channel parameter per second; None if
            there is no calibration
    """

    ratios: dict[str, float]
    draws_per_second: float | None

    @property
    def best(self) -> float | None:
        """The better variant, chosen in hindsight; None where there is no answer."""
        return max(self.ratios.values()) if self.ratios else None


@dataclass(frozen=True)
class Figure:
    """One line of the result; `holds` compares the value itself, not its interval."""

    name: str
    value: float
    unit: str
    low: float
    high: float
    reach: float

    @property
    def holds(self) -> bool:
        return self.value >= self.reach

    def line(self) -> str:
        verdict = "holds" if self.holds else "falls short"
        return (f"{self.name} {self.value:.4g} {self.unit} [{self.low:.4g}, {self.high:.4g}] "
                f">={self.reach:g} {verdict}")

    def json(self) -> dict:
        return {"name": self.name, "value": self.value, "unit": self.unit, "low": self.low,
                "high": self.high, "reach": self.reach, "holds": self.holds}


def bootstrap(values: Sequence[float], statistic: Callable[[Sequence[float]], float]) -> tuple[float, float]:
    """95 % percentile interval of a statistic, worlds drawn with replacement; the same each time."""
    rng = random.Random(20240101)
    drawn = sorted(statistic(rng.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def geometric_mean(values: Sequence[float]) -> float:
    return math.exp(fmean(math.log(value) for value in values))


def mean_best(peer: dict[str, Run]) -> float:
    """Mean of the better variants over the worlds with an answer; 0 without any."""
    best = [run.best for run in peer.values() if run.best is not None]
    return fmean(best) if best else 0.0


def margins(ours: dict[str, Run], peer: dict[str, Run]) -> dict[str, float]:
    """Our mean true ratio less the peer's better variant, by world, where both have an answer."""
    return {world: fmean(ours[world].ratios.values()) - peer[world].best
            for world in ours if ours[world].ratios and world in peer and peer[world].best is not None}


def above(name: str, ours: dict[str, Run], peer: dict[str, Run], reach: float = 0.02) -> Figure | None:
    found = list(margins(ours, peer).values())
    if not found:
        return None
    return Figure(name, fmean(found), "share", *bootstrap(found, fmean), reach)


def below_worst(ours: dict[str, Run], peers: Sequence[dict[str, Run]], reach: float = -0.03) -> Figure | None:
    """The worst margin over worlds and peers; its interval is the range over our seeds."""
    worst = [margin for peer in peers for margin in margins(ours, peer).values()]
    if not worst:
        return None
    seeds = set.intersection(*(set(run.ratios) for run in ours.values() if run.ratios))
    by_seed = []
    for seed in sorted(seeds):
        single = {world: Run({seed: run.ratios[seed]}, None) for world, run in ours.items() if run.ratios}
        by_seed.append(min(m for peer in peers for m in margins(single, peer).values()))
    by_seed = by_seed or [min(worst)]
    return Figure("below-peer-worst", min(worst), "share", min(by_seed), max(by_seed), reach)


def speedups(ours: dict[str, Run], peers: Sequence[dict[str, Run]]) -> dict[str, float]:
    """Our draws per second over the faster peer's, by world, where a peer has calibrated."""
    found = {}
    for world, run in ours.items():
        theirs = [peer[world].draws_per_second for peer in peers
                  if world in peer and peer[world].draws_per_second]
        if theirs and run.draws_per_second:
            found[world] = run.draws_per_second / max(theirs)
    return found


def speedup(ours: dict[str, Run], peers: Sequence[dict[str, Run]], reach: float = 10) -> Figure | None:
    found = list(speedups(ours, peers).values())
    if not found:
        return None
    return Figure("speedup-over-fastest-peer", geometric_mean(found), "times",
                  *bootstrap(found, geometric_mean), reach)


def all_figures(ours: dict[str, Run], pymc: dict[str, Run], meridian: dict[str, Run]) -> list[Figure]:
    """Those that can be measured with what has run."""
    found = [above("above-pymc-mean", ours, pymc), above("above-meridian-mean", ours, meridian),
             below_worst(ours, [pymc, meridian]), speedup(ours, [pymc, meridian])]
    return [figure for figure in found if figure is not None]
