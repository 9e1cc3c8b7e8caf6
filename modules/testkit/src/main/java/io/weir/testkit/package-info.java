/** What tests of several rooms share: generated histories with known truth, contract tests. */
@NullMarked
package io.weir.testkit;

import org.jspecify.annotations.NullMarked;
