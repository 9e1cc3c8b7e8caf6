/** The rules that all rooms keep. A rule that stands in the way is changed here, in sight of all, with its reason. */
@NullMarked
package io.weir.architecture;

import org.jspecify.annotations.NullMarked;
