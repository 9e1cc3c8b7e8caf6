/** Rules: what a plan may do. Feasible, bookable and explained plans. */
@NullMarked
package io.weir.enforcer;

import org.jspecify.annotations.NullMarked;
