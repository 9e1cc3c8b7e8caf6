/**
 * Scenarios beside the plan of a workspace: each becomes a world of its own, is planned on the base's draws and compared
 * with the base draw by draw. May change without notice.
 */
@NullMarked
package io.weir.planning.internal.whatif;

import org.jspecify.annotations.NullMarked;
