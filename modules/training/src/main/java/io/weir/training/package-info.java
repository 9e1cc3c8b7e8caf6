/**
 * Environments in which agents learn, and what is learned in them. Nothing that plans or runs needs this room.
 */
@NullMarked
package io.weir.training;

import org.jspecify.annotations.NullMarked;
