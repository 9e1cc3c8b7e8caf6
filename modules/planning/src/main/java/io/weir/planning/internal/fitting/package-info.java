/** Fits a simulated market to what a calibration says of a business. */
@NullMarked
package io.weir.planning.internal.fitting;

import org.jspecify.annotations.NullMarked;
