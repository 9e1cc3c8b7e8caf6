/**
 * What an agent executes, in plain Java. Here stand the plain bidders of the field, which rivals use and which learned ones
 * have to beat.
 */
@NullMarked
package io.weir.policy;

import org.jspecify.annotations.NullMarked;
