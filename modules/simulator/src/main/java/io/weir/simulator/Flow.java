package io.weir.simulator;

import java.util.Locale;

/** How people go from one state to another. Ways back have names of their own, so that flows can be drawn from left to right. */
public enum Flow {
    /** Heard of the brand by themselves. */
    DISCOVERED("unaware", "aware"),
    /** Was informed of it by an ad or a mail. */
    INFORMED("unaware", "aware"),
    /** Was won for it by an ad or a mail. */
    WARMED("aware", "favourable"),
    /** Prefers it no more. */
    COOLED("favourable", "prefers it no more"),
    /** Forgot it. */
    FORGOT("aware", "forgot it"),
    /** Came into need by themselves. */
    NEEDED("idle", "in need"),
    /** Came into need by an ad or a mail. */
    AROUSED("idle", "in need"),
    /** Began to search by themselves. */
    STARTED("in need", "searching"),
    /** Began to search by an ad or a mail. */
    PROMPTED("in need", "searching"),
    /** Has no need any more. */
    FADED("in need", "need faded"),
    /** Stopped searching. */
    GAVE_UP("searching", "gave up"),
    /** Bought from somebody else. */
    BOUGHT_ELSEWHERE("searching", "bought elsewhere"),
    /** Ordered for the first time. */
    FIRST_ORDER("prospects", "customers"),
    /** Ordered again. */
    REPEAT_ORDER("customers", "ordered again"),
    /** Ordered after having been lost. */
    WON_BACK("lapsed before", "customers"),
    /** Is no customer any more. */
    LAPSED("customers", "lapsed"),
    /** Can need something again. */
    RECOVERED("satisfied", "idle"),
    /** Joined the list. */
    SIGNED_UP("off the list", "on the list"),
    /** Left the list. */
    UNSUBSCRIBED("on the list", "left the list"),
    /** May be asked to join it again. */
    REJOINED("left before", "may be asked again");

    private final String from;
    private final String to;

    Flow(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** The state that people leave. */
    public String from() {
        return from;
    }

    /** The state that they come into. */
    public String to() {
        return to;
    }

    /** In words. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
