"""From judged plans to the table and the figures. Pure functions: no files, no processes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

RESAMPLES = 10_000
Item = TypeVar("Item")


@dataclass(frozen=True)
class Run:
    """What one planner did in one world.

    Attributes:
        ratios: true value of the plan over the true optimum, by variant (`free`, `boxed`, or the one of ours) and history
        draws_per_second: bulk effective draws of the slowest channel parameter per second; None if
            there is no calibration
    """

    ratios: dict[str, dict[str, float]]
    draws_per_second: float | None

    @property
    def histories(self) -> set[str]:
        """Those with an answer."""
        return {history for by_history in self.ratios.values() for history in by_history}

    @property
    def best(self) -> float | None:
        """The better variant over all histories, chosen in hindsight; None where there is no answer."""
        return max((fmean(r.values()) for r in self.ratios.values() if r), default=None)

    def only(self, histories: Sequence[str]) -> Run:
        """The same with these histories, as often as they are named."""
        return Run({variant: {f"{k}": r[h] for k, h in enumerate(histories) if h in r}
                    for variant, r in self.ratios.items()}, self.draws_per_second)


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


def bootstrap(values: Sequence[Item], statistic: Callable[[Sequence[Item]], float],
              resamples: int = RESAMPLES) -> tuple[float, float]:
    """95 % percentile interval of a statistic, its values drawn with replacement; the same each time."""
    rng = random.Random(20240101)
    drawn = sorted(statistic(rng.choices(values, k=len(values))) for _ in range(resamples))
    return drawn[int(0.025 * resamples)], drawn[int(0.975 * resamples) - 1]


def geometric_mean(values: Sequence[float]) -> float:
    return math.exp(fmean(math.log(value) for value in values))


def mean_best(peer: dict[str, Run]) -> float:
    """Mean of the better variants over the worlds with an answer; 0 without any."""
    best = [run.best for run in peer.values() if run.best is not None]
    return fmean(best) if best else 0.0


def margins(ours: dict[str, Run], peer: dict[str, Run]) -> dict[str, float]:
    """Our mean true ratio less the peer's better variant, by world, over the histories that both have an answer for."""
    found = {}
    for world in ours:
        common = sorted(ours[world].histories & peer[world].histories) if world in peer else []
        if common:
            found[world] = ours[world].only(common).best - peer[world].only(common).best
    return found


def above(name: str, ours: dict[str, Run], peer: dict[str, Run], reach: float = 0.02) -> Figure | None:
    found = list(margins(ours, peer).values())
    if not found:
        return None
    return Figure(name, fmean(found), "share", *bootstrap(found, fmean), reach)


def below_worst(ours: dict[str, Run], peers: Sequence[dict[str, Run]], reach: float = -0.03) -> Figure | None:
    """The worst margin over worlds and peers; 95 % bootstrap interval over histories."""
    worst = [margin for peer in peers for margin in margins(ours, peer).values()]
    if not worst:
        return None
    histories = sorted({history for run in ours.values() for history in run.histories})

    def of(drawn: Sequence[str]) -> float:
        ours_drawn = {world: run.only(drawn) for world, run in ours.items()}
        found = [margin for peer in peers
                 for margin in margins(ours_drawn, {w: run.only(drawn) for w, run in peer.items()}).values()]
        return min(found, default=0.0)

    low, high = bootstrap(histories, of, 1_000) if len(histories) > 1 else (min(worst), min(worst))
    return Figure("below-peer-worst", min(worst), "share", low, high, reach)


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
