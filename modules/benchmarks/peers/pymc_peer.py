"""PyMC-Marketing on one workspace, as its quickstart and its budget allocation guide do it.

Usage: pymc_peer.py TASK.json (written by compare.py).
"""

from __future__ import annotations

import sys
import warnings

from peer_io import Answer, flat_ess, least_effective

warnings.filterwarnings("ignore")

import arviz as az  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from pymc_extras.prior import Prior  # noqa: E402
from pymc_marketing.mmm import GeometricAdstock, LogisticSaturation  # noqa: E402
from pymc_marketing.mmm.budget_optimizer import optimizer_xarray_builder  # noqa: E402
from pymc_marketing.mmm.multidimensional import (  # noqa: E402
    MMM,
    MultiDimensionalBudgetOptimizerWrapper,
)

CHANNEL_PARAMETERS = ["adstock_alpha", "saturation_lam", "saturation_beta"]


def calibrate(answer: Answer) -> MMM:
    """The quickstart's model: yearly seasonality, controls, a linear trend as control."""
    task, settings = answer.task, answer.settings
    history = pd.read_csv(task["history"], parse_dates=[task["date"]])
    history["t"] = range(len(history))
    channels = [channel["spend"] for channel in task["channels"]]
    features = history[[task["date"], *channels, *task["controls"], "t"]]
    mmm = MMM(
        adstock=GeometricAdstock(l_max=settings["l_max"]),
        saturation=LogisticSaturation(),
        date_column=task["date"],
        target_column=task["kpi"],
        channel_columns=channels,
        control_columns=[*task["controls"], "t"],
        yearly_seasonality=settings["yearly_seasonality"],
        model_config=priors(answer) if settings.get("priors") == "spend share" else None,
    )
    mmm.fit(
        features,
        history[task["kpi"]],
        chains=settings["chains"],
        tune=settings["tune"],
        draws=settings["draws"],
        target_accept=settings["target_accept"],
        nuts_sampler=settings["sampler"],
        cores=1,
        random_seed=settings["seed"],
        progressbar=False,
    )
    return mmm


def priors(answer: Answer) -> dict:
    """The longer example's priors: a channel's scale is believed to follow its share of the spend."""
    channels = answer.task["channels"]
    share = np.array([answer.task["history_share"][channel["name"]] for channel in channels])
    return {
        "intercept": Prior("Normal", mu=0.5, sigma=0.2),
        "saturation_beta": Prior("HalfNormal", sigma=len(channels) * share, dims="channel"),
        "gamma_control": Prior("Normal", mu=0, sigma=0.05, dims="control"),
        "gamma_fourier": Prior("Laplace", mu=0, b=0.2, dims="fourier_mode"),
        "likelihood": Prior("Normal", sigma=Prior("HalfNormal", sigma=6), dims="date"),
    }


def diagnose(answer: Answer, mmm: MMM) -> None:
    posterior = mmm.idata.posterior[CHANNEL_PARAMETERS]
    record = answer.stages["fit"]
    record.update(least_effective(flat_ess(az.ess(posterior, method="bulk"))))
    record["r_hat"] = round(max(float(r.max()) for r in az.rhat(posterior).data_vars.values()), 3)
    record["divergences"] = int(mmm.idata.sample_stats["diverging"].sum())
    answer.write()


def optimise(answer: Answer, mmm: MMM, variant: str) -> None:
    """The guide's call. `budget` is per period; bounds are absolute amounts per period."""
    task, plan = answer.task, answer.task["plan"]
    per_period = plan["budget"] / len(plan["dates"])
    channels = [channel["spend"] for channel in task["channels"]]
    bounds = None
    if variant == "boxed":
        share = np.array([task["history_share"][channel["name"]] for channel in task["channels"]])
        width = answer.settings["box"]
        bounds = optimizer_xarray_builder(
            np.stack([share * (1 - width), share * (1 + width)], axis=-1) * per_period,
            channel=channels,
            bound=["lower", "upper"],
        )
    optimizer = MultiDimensionalBudgetOptimizerWrapper(
        model=mmm, start_date=plan["dates"][0], end_date=plan["dates"][-1]
    )
    if optimizer.num_periods != len(plan["dates"]):
        raise RuntimeError(f"{optimizer.num_periods} periods would be optimised, "
                           f"not {len(plan['dates'])}")
    allocation, result = optimizer.optimize_budget(budget=per_period, budget_bounds=bounds)
    answer.stages[variant]["solver"] = f"{result.message} after {result.nit} iterations"
    answer.plan(variant, {channel["name"]: float(allocation.sel(channel=channel["spend"]))
                          for channel in task["channels"]})


def main() -> None:
    answer = Answer(sys.argv[1])
    mmm = None
    with answer.stage("fit"):
        mmm = calibrate(answer)
    if mmm is None or not answer.done("fit"):
        return
    diagnose(answer, mmm)
    for variant in ("boxed", "free"):
        with answer.stage(variant):
            optimise(answer, mmm, variant)


if __name__ == "__main__":
    main()
