package io.weir.learning;

import com.google.common.collect.ImmutableList;

/** Small networks that learn fast. */
final class Methods {
    private Methods() {}

    static Method small() {
        return new Method(ImmutableList.of(16, 16), 0.99, 1, 3e-3, 3e-3, 0.05, 0.3, 0, 0, 0.1, 0.2, 2, 10, 64);
    }
}
