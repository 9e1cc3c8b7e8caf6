/** How the samples are made: spend, KPI, and the three files. May change at any time. */
@NullMarked
package io.weir.testkit.internal;

import org.jspecify.annotations.NullMarked;
