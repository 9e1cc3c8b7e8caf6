/** Agents as processes of their own, asked over HTTP while one after the other is killed. */
@NullMarked
package io.weir.benchmarks.internal.processes;

import org.jspecify.annotations.NullMarked;
