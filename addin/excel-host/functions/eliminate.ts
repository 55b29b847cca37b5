import { tidy } from './round.ts';

/** Determinant and inverse of a square matrix, by Gauss and Jordan with the largest pivot first; a determinant of 0 has no inverse. */
export function eliminate(matrix: readonly (readonly number[])[]): { determinant: number; inverse: number[][] } {
  const size = matrix.length;
  const work = matrix.map((row, index) => [...row, ...row.map((_, column) => Number(index === column))]);
  let determinant = 1;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[best]?.[column] ?? 0)) best = row;
    }
    const [pivotRow, own] = [work[best] ?? [], work[column] ?? []];
    if (best !== column) {
      work[column] = pivotRow;
      work[best] = own;
      determinant = -determinant;
    }
    const pivot = pivotRow[column] ?? 0;
    if (Math.abs(pivot) < 1e-14) return { determinant: 0, inverse: [] };
    determinant *= pivot;
    for (let at = 0; at < pivotRow.length; at += 1) pivotRow[at] = (pivotRow[at] ?? 0) / pivot;
    for (const [index, row] of work.entries()) {
      const factor = row[column] ?? 0;
      if (index === column || factor === 0) continue;
      for (let at = 0; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (pivotRow[at] ?? 0);
    }
  }
  return { determinant: tidy(determinant), inverse: work.map((row) => row.slice(size)) };
}
