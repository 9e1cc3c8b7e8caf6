package io.weir.enforcer.internal;

/**
 * One cell's part in a row.
 *
 * @param cell number
 * @param coefficient by which the cell's amount counts
 * @param row the limit
 */
record Term(int cell, long coefficient, Row row) {}
