/**
 * The words of the domain as records and sealed types, and the seams between the rooms. Nothing here reads a file,
 * fits a model or solves anything.
 */
@NullMarked
package io.weir.core;

import org.jspecify.annotations.NullMarked;
