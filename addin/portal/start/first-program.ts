const LONGEST_ID = 40;

/** An id for the program of a district: "Cañon City Schools" → "canon-city-schools". */
export function programIdOf(district: string): string {
  const plain = district
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, LONGEST_ID)
    .replace(/-$/, '');
  return plain.length >= 2 ? plain : 'district';
}

/** The fiscal year that a day lies in: from July to June, "2026-27". */
export function fiscalYearOf(day: Date): string {
  const JULY = 6;
  const begins = day.getMonth() >= JULY ? day.getFullYear() : day.getFullYear() - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}
