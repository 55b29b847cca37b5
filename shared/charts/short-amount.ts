const STEPS = [
  { from: 1_000_000_000, unit: ' B' },
  { from: 1_000_000, unit: ' M' },
  { from: 1000, unit: ' K' },
] as const;

/** Below it, one decimal says something. */
const WITH_DECIMAL = 100;

/** Cents as plain dollars in a short form: "$1.2 M", "−$340 K", "$0". */
export function shortDollars(cents: number): string {
  const dollars = Math.abs(cents) / 100;
  const sign = cents < 0 ? '−' : '';
  // What would be rounded up to the next unit is said in it.
  const step = STEPS.find(({ from }) => dollars >= from * 0.9995);
  return step === undefined ? `${sign}$${Math.round(dollars)}` : `${sign}$${rounded(dollars / step.from)}${step.unit}`;
}

function rounded(value: number): string {
  return String(value < WITH_DECIMAL ? Math.round(value * 10) / 10 : Math.round(value));
}
