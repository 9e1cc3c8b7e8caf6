/** How rules become limits, and proposals bookable plans. May change at any time; nothing outside this module uses it. */
@NullMarked
package io.weir.enforcer.internal;

import org.jspecify.annotations.NullMarked;
