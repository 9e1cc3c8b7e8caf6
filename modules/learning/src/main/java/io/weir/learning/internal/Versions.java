package io.weir.learning.internal;

/** What trains networks. */
final class Versions {
    /** All that may change their bytes, on one line; the first as in pom.xml. */
    static final String ALL =
            "deeplearning4j 1.0.0-M2.1, java " + Runtime.version().feature();

    private Versions() {}
}
