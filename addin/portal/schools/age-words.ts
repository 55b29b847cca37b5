import { counted } from '../../views/cell-words.ts';

/** "8 years of 10"; empty where the day of installation is not known. */
export function ageWords(age: number | null, usefulLife: number | null): string {
  if (age === null) return '';
  return usefulLife === null ? counted(age, 'year') : `${counted(age, 'year')} of ${usefulLife}`;
}
