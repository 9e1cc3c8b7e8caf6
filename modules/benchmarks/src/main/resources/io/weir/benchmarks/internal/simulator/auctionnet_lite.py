"""The AuctionNet-lite auctions in plain NumPy: values drawn, bids ranked, priced, shown, counted. Prints bids per second."""
import sys
import time

import numpy as np

BIDDERS, SLOTS, BATCH = 48, 3, 10_000
seconds = float(sys.argv[1])
random = np.random.default_rng(1)
mean = 0.0005 * random.uniform(0.3, 1.7, BIDDERS)
deviation = mean * 0.5
alpha = np.full(BIDDERS, 95.0)
exposure = np.array([1.0, 0.8, 0.6])
rows = np.arange(BATCH)[:, None]
spend, won, conversions = np.zeros(BIDDERS), np.zeros(BIDDERS), np.zeros(BIDDERS)


def batch():
    value = np.clip(random.standard_normal((BATCH, BIDDERS), dtype=np.float32) * deviation + mean, 0, 1)
    bid = value * alpha
    top = np.argpartition(-bid, SLOTS, axis=1)[:, : SLOTS + 1]
    top = np.take_along_axis(top, np.argsort(-np.take_along_axis(bid, top, 1), axis=1), 1)
    price = np.maximum(np.take_along_axis(bid, top[:, 1:], 1), 1e-4)
    shown = np.cumprod(random.random((BATCH, SLOTS)) < exposure, axis=1).astype(bool)
    winner = top[:, :SLOTS]
    converted = shown & (random.random((BATCH, SLOTS)) < value[rows, winner])
    np.add.at(spend, winner[shown], price[shown])
    won[:] += np.bincount(winner[shown], minlength=BIDDERS)
    conversions[:] += np.bincount(winner[converted], minlength=BIDDERS)


batch()
start, bids = time.perf_counter(), 0
while time.perf_counter() - start < seconds:
    batch()
    bids += BATCH * BIDDERS
print(bids / (time.perf_counter() - start))
