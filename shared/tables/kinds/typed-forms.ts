/** A date as Excel takes it in a cell, month first: "1/15/2026", "1/15/26"; null for anything else. */
export function dateOfSlashes(text: string): string | null {
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === '') return null;
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A number with optional sign, $ and thousands commas, or in accounting brackets and then without a sign; null for anything else. */
export function plainNumber(text: string): number | null {
  const brackets = /^\((.*)\)$/.exec(text);
  const digits = (brackets?.[1] ?? text).replaceAll(/[$\s]/g, '');
  if (brackets !== null && /^[-+]/.test(digits)) return null;
  if (!/^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/.test(digits) || !/\d/.test(digits)) return null;
  const number = Number(digits.replaceAll(',', ''));
  return brackets === null ? number : -number;
}
