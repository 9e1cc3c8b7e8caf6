/** How spend becomes KPI: adstock, saturation, interactions, and their Bayesian calibration. */
@NullMarked
package io.weir.response;

import org.jspecify.annotations.NullMarked;
