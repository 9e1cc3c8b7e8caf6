package io.weir.planning.internal.model;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.weir.core.ChannelHistory;
import io.weir.core.Control;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.response.ModelSettings;
import io.weir.response.SamplerSettings;
import java.nio.charset.StandardCharsets;

/** A fingerprint of everything a posterior depends on; a plan's settings are not part of it. */
public final class ModelKey {
    /** Changes whenever the model does, so that old files are not taken for new ones. */
    private static final int MODEL_VERSION = 5;

    private ModelKey() {}

    /** SHA-256 in hex. */
    public static String of(History history, ModelSettings model, SamplerSettings sampler) {
        Hasher hasher = Hashing.sha256().newHasher().putInt(MODEL_VERSION);
        text(hasher, history.length() + " " + history.start() + " " + history.geos() + " " + model + " " + sampler);
        text(hasher, history.experiments().toString());
        text(hasher, history.kpi().kind() + " " + history.kpi().maturity());
        panel(hasher, history.kpi().counted());
        history.kpi().value().ifPresent(v -> panel(hasher, v));
        for (ChannelHistory c : history.channels()) {
            text(hasher, c.channel().toString());
            panel(hasher, c.spend());
            c.volume().ifPresent(v -> panel(hasher, v));
        }
        for (Control c : history.controls()) {
            text(hasher, c.name());
            panel(hasher, c.values());
        }
        return hasher.hash().toString();
    }

    private static void text(Hasher hasher, String text) {
        hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    }

    private static void panel(Hasher hasher, Panel panel) {
        hasher.putInt(panel.geos()).putInt(panel.periods());
        for (double[] row : panel.toArray()) {
            for (double v : row) {
                hasher.putDouble(v);
            }
        }
    }
}
