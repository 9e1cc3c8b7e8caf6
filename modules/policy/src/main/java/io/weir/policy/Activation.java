package io.weir.policy;

import java.util.Locale;

/** What a layer of a {@link Network} makes of its weighted sums. */
public enum Activation {
    /** {@code x}. */
    IDENTITY {
        @Override
        void apply(Signals signals) {}
    },
    /** {@code max(0, x)}. */
    RELU {
        @Override
        void apply(Signals signals) {
            signals.listPositive();
        }
    },
    /** {@code (e^x - e^-x) / (e^x + e^-x)}, in (-1, 1). */
    TANH {
        @Override
        void apply(Signals signals) {
            float[] values = signals.values();
            for (int k = 0; k < signals.size(); k++) {
                values[k] = (float) (1 - 2 / (Math.exp(2.0 * values[k]) + 1));
            }
        }
    },
    /** {@code 1 / (1 + e^-x)}, in (0, 1). */
    SIGMOID {
        @Override
        void apply(Signals signals) {
            float[] values = signals.values();
            for (int k = 0; k < signals.size(); k++) {
                values[k] = (float) (1 / (1 + Math.exp(-values[k])));
            }
        }
    };

    /** Replaces sums by what comes of them. */
    abstract void apply(Signals signals);

    /** The word in files: {@code relu}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
