"""Tests of the arithmetic: `python3 -m unittest` in this folder; they need nothing installed."""

import unittest

from figures import Run, above, below_worst, bootstrap, geometric_mean, speedup, speedups


def one(ratio, draws=None):
    return Run({"free": {"published": ratio}}, draws)


OURS = {"a": Run({"plan": {"published": 0.97}}, 40.0), "b": Run({"plan": {"published": 0.90}}, 10.0)}


class Figures(unittest.TestCase):
    def test_the_better_variant_of_a_peer_counts(self):
        peer = {"a": Run({"free": {"published": 0.90}, "boxed": {"published": 0.95}}, None)}
        self.assertAlmostEqual(above("x", OURS, peer).value, 0.02)

    def test_a_world_without_answer_is_left_out_of_the_mean(self):
        peer = {"a": one(0.90), "b": Run({}, None)}
        self.assertAlmostEqual(above("x", OURS, peer).value, 0.07)

    def test_nothing_is_measured_where_no_peer_answered(self):
        self.assertIsNone(above("x", OURS, {"a": Run({}, None)}))
        self.assertIsNone(speedup(OURS, [{}]))

    def test_the_better_variant_is_that_of_all_histories_and_only_common_ones_count(self):
        ours = {"a": Run({"plan": {"published": 0.9, "seed 1": 0.8, "seed 2": 0.1}}, None)}
        peer = {"a": Run({"free": {"published": 0.9, "seed 1": 0.5}, "boxed": {"published": 0.8, "seed 1": 0.7}}, None)}
        self.assertAlmostEqual(above("x", ours, peer).value, 0.85 - 0.75)

    def test_the_worst_worlds_interval_is_over_histories(self):
        ours = {"a": Run({"plan": {"published": 0.9, "seed 1": 0.8}}, None)}
        peer = {"a": Run({"free": {"published": 0.95, "seed 1": 0.7}}, None)}
        worst = below_worst(ours, [peer])
        self.assertAlmostEqual(worst.value, 0.025)
        self.assertAlmostEqual(worst.low, -0.05)
        self.assertAlmostEqual(worst.high, 0.1)

    def test_the_worst_world_is_taken_over_both_peers(self):
        worst = below_worst(OURS, [{"a": one(0.90), "b": one(0.89)}, {"a": one(0.975)}])
        self.assertAlmostEqual(worst.value, -0.005)
        self.assertTrue(worst.holds)

    def test_speed_is_compared_with_the_faster_peer_of_each_world(self):
        peers = [{"a": one(0, 2.0), "b": one(0, 5.0)}, {"a": one(0, 4.0)}]
        self.assertEqual(speedups(OURS, peers), {"a": 10.0, "b": 2.0})
        self.assertAlmostEqual(speedup(OURS, peers).value, geometric_mean([10.0, 2.0]))

    def test_an_interval_holds_its_value_and_is_the_same_each_time(self):
        values = [0.01, 0.05, 0.02, 0.08]
        low, high = bootstrap(values, lambda drawn: sum(drawn) / len(drawn))
        self.assertTrue(low <= 0.04 <= high)
        self.assertEqual((low, high), bootstrap(values, lambda drawn: sum(drawn) / len(drawn)))

    def test_a_line_says_whether_the_reach_is_met(self):
        self.assertRegex(above("above-pymc-mean", OURS, {"a": one(0.90)}).line(),
                         r"^above-pymc-mean 0.07 share \[0.07, 0.07\] >=0.02 holds$")


if __name__ == "__main__":
    unittest.main()
