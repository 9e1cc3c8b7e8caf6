package io.weir.planning;

import com.google.common.base.Stopwatch;
import io.weir.core.Progress;
import io.weir.response.Calibrator;
import java.util.concurrent.TimeUnit;

/** Hands progress on and notes how long the fit took and how long its check. */
final class CalibrationClock implements Progress {
    private final Progress other;
    private final Stopwatch watch = Stopwatch.createStarted();
    private double fitSeconds = Double.NaN;

    CalibrationClock(Progress other) {
        this.other = other;
    }

    @Override
    public void at(String task, double fraction) {
        if (task.equals(Calibrator.CHECKING) && Double.isNaN(fitSeconds)) {
            fitSeconds = seconds();
        }
        other.at(task, fraction);
    }

    /** Since it was made. */
    double seconds() {
        return watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
    }

    /** Until the check began. */
    double fitSeconds() {
        return Double.isNaN(fitSeconds) ? seconds() : fitSeconds;
    }
}
