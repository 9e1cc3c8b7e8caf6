/**
 * How the response is calibrated: the log posterior with its gradient, the sampler, and its diagnostics. May change
 * without notice.
 */
@NullMarked
package io.weir.response.internal;

import org.jspecify.annotations.NullMarked;
