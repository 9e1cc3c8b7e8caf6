package io.weir.benchmarks.internal.truth;

import io.weir.planning.*;
import java.nio.file.*;
import java.util.*;

/** scratch */
public final class Try {
    public static void main(String[] a) throws Exception {
        Path root = Path.of(a[0]);
        int seeds = Integer.parseInt(a[1]);
        Set<String> only = a.length > 2 ? Set.of(a[2].split(",")) : Set.of();
        double total = 0; int n = 0;
        for (TrueWorld w : TrueWorld.all(root)) {
            if (!only.isEmpty() && !only.contains(w.name())) continue;
            double h = w.value(w.historical()) / w.optimum();
            double sum = 0, worst = 9, secs = 0, ess = 0, rhat = 0, gap = 0;
            var line = new StringBuilder();
            for (int s = 1; s <= seeds; s++) {
                Path dir = Files.createTempDirectory("try");
                w.writeWorkspace(dir, w.kpi(s));
                var ws = Workspace.open(dir);
                var cal = ws.calibrate();
                if (Boolean.getBoolean("own")) { long t0 = System.nanoTime(); cal = new Calibration(io.weir.response.Calibrator.calibrate(ws.history(), w.ownFamily(), io.weir.response.SamplerSettings.standard(1), io.weir.core.Progress.SILENT), "own", (System.nanoTime() - t0) / 1e9, cal.facts()); }
                var rep = ws.plan(cal, Options.defaults());
                var plan = rep.cells().stream().mapToDouble(PlanReport.Cell::spend).toArray();
                double r = w.value(plan) / w.optimum();
                sum += r; worst = Math.min(worst, r); secs += cal.seconds(); ess += cal.posterior().diagnostics().effectiveDraws();
                rhat = Math.max(rhat, cal.posterior().diagnostics().rHat()); gap = Math.max(gap, rep.headline().gap());
                line.append(String.format(Locale.ROOT, " %.3f", r));
            }
            total += sum / seeds; n++;
            System.out.printf(Locale.ROOT, "%-15s mean %.4f worst %.4f history %.4f cal %.1fs ess %.0f rhat %.3f gap %.3f |%s%n", w.name(), sum / seeds, worst, h, secs / seeds, ess / seeds, rhat, gap, line);
        }
        System.out.printf(Locale.ROOT, "MEAN %.4f%n", total / n);
    }
}
