package io.weir.enforcer.internal;

/**
 * One cell's part in a clause.
 *
 * @param cell number
 * @param clause that reads it
 */
record ClausePart(int cell, Clause clause) {}
