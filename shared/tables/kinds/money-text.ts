/** An amount that stands in a cell as text, as other programs export it. */
export type MoneyText =
  | { readonly kind: 'amount'; readonly cents: number }
  /** Digits, commas and points that two countries read differently. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'noAmount' };

const LIMIT = 10 ** 15;

/** Sign or brackets, then perhaps a dollar sign: "-$", "$-", "(". */
const SIGNED = /^(?<open>\(?)(?<sign>[-−+]?)\$?(?<late>[-−]?)(?<digits>[\d.,]+)(?<close>\)?)$/u;
/** Cents are one or two digits after a point; three could be thousands. Commas alone group only where there are several. */
const PLAIN = /^(?<whole>\d+|\d{1,3}(?:,\d{3})+(?=\.)|\d{1,3}(?:,\d{3}){2,})(?:\.(?<part>\d{1,2}))?$/;
const TYPED = /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<part>\d{1,2}))?$/;

/**
 * [FA12] Reads text as dollars and cents where it can be read in one way only: "1234", "1,234.50", "$1,234.50",
 * "(1,234.50)", "-12.5". "1,234" and "1.234" are a thousand to some and one and a bit to others; "1.234,50" is no amount
 * of this country. Spaces do not matter.
 */
export function readMoneyText(text: string): MoneyText {
  return moneyIn(text, PLAIN);
}

/** Reads an amount that a person types into a field of ours, where commas group as in every amount that we show: "1,234" is a thousand. */
export function readTypedMoney(text: string): MoneyText {
  return moneyIn(text, TYPED);
}

function moneyIn(text: string, form: RegExp): MoneyText {
  const parts = SIGNED.exec(text.replaceAll(/\s/gu, ''))?.groups;
  if (!parts) return { kind: 'noAmount' };
  const { open = '', sign = '', late = '', digits = '', close = '' } = parts;
  const isSignedOnce = [open, sign, late].filter((mark) => mark !== '').length <= 1 && (open === '') === (close === '');
  if (!isSignedOnce || !/\d/.test(digits)) return { kind: 'noAmount' };
  const plain = form.exec(digits)?.groups;
  if (!plain) return { kind: 'ambiguous' };
  const cents = Number(`${(plain['whole'] ?? '').replaceAll(',', '')}${(plain['part'] ?? '').padEnd(2, '0')}`);
  if (cents >= LIMIT) return { kind: 'noAmount' };
  const isNegative = open !== '' || late !== '' || (sign !== '' && sign !== '+');
  return { kind: 'amount', cents: isNegative && cents !== 0 ? -cents : cents };
}
