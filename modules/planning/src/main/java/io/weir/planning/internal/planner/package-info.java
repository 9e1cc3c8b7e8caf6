/**
 * How a workspace becomes a plan: the objective is set up, the budget found, the proposal made, enforced, and told about.
 * May change without notice.
 */
@NullMarked
package io.weir.planning.internal.planner;

import org.jspecify.annotations.NullMarked;
