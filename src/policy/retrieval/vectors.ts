/** Vectors of many texts, one row each. */
export interface Vectors {
  dimension: number;
  rows: Float32Array;
}

/** Dot product of a vector with the row that starts at `offset` of a matrix. */
export function dot(vector: Float32Array, matrix: Float32Array, offset: number): number {
  let sum = 0;
  const { length } = vector;
  // Both indices are in range: this is the innermost loop of every search.
  for (let i = 0; i < length; i += 1) sum += (vector[i] as number) * (matrix[offset + i] as number);
  return sum;
}
