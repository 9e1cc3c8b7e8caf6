package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void saysWhatToDoWhereThereIsNoNativeLibrary() {
        var fault = Engine.attempt(() -> {
            throw new UnsatisfiedLinkError("no jnind4jcpu in java.library.path");
        });
        assertThat(fault).isNotNull();
        assertThat(fault)
                .hasMessageContaining("cannot be loaded on " + System.getProperty("os.name"))
                .hasMessageContaining("no jnind4jcpu in java.library.path")
                .hasMessageContaining("Maybe the folder it is unpacked to cannot be written")
                .hasMessageContaining("what was trained runs anywhere");
    }

    @Test
    void isLoadedHere() {
        Engine.require();
        assertThat(Engine.attempt(() -> {})).isNull();
    }
}
