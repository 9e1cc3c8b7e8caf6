package io.weir.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void padsEveryColumnToItsWidestCell() {
        String text = new MarkdownTable("world", "ratio")
                .row("halo", "0.9876")
                .row(List.of("six-channel", "1"))
                .toString();
        assertThat(text).isEqualTo("""
                | world       | ratio  |
                |-------------|--------|
                | halo        | 0.9876 |
                | six-channel | 1      |
                """);
    }

    @Test
    void aTableWithoutRowsIsItsHead() {
        assertThat(new MarkdownTable("a").toString()).isEqualTo("| a |\n|---|\n");
    }
}
