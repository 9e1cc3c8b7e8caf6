package io.weir.core;

/** What sort of channel it is; decides the priors its response starts from. */
public enum ChannelKind {
    /** Ads beside search results, bought by click. */
    SEARCH,
    /** Ads in social feeds, bought by impression. */
    SOCIAL,
    /** Mail to a list of one's own; no auction. */
    EMAIL,
    /** Anything else: television, radio, print, display, video, affiliates. */
    OTHER
}
