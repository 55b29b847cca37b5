import { GENERAL, type Scalar, TEXT_FORMAT, isCellError } from './cell.ts';
import { partsOfSerial } from './serial-date.ts';

/** What a cell shows: the common number formats; others show like General. */
export function displayText(value: Scalar, format: string): string {
  if (isCellError(value)) return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (format === GENERAL || format === TEXT_FORMAT || format === '') return generalText(value);
  return isDateFormat(format) ? dateText(value, format) : numberText(value, format);
}

/** Excel shows at most 11 characters in General; here up to 15 significant digits, as in the formula bar. */
function generalText(value: number): string {
  const text = String(Number(value.toPrecision(11)));
  return text.includes('e') ? text.replace('e', 'E') : text;
}

export function isDateFormat(format: string): boolean {
  return /[dmyhs]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateText(serial: number, format: string): string {
  const parts = partsOfSerial(serial);
  if (parts === undefined) return '########';
  const two = (number: number): string => String(number).padStart(2, '0');
  return format.replaceAll(/\[[^\]]*\]|yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s/gi, (code, at: number) => {
    const isMinute = /h:?$/i.test(format.slice(0, at)) || /^:?s/i.test(format.slice(at + code.length));
    switch (code.toLowerCase()) {
      case 'yyyy':
        return String(parts.year);
      case 'yy':
        return two(parts.year % 100);
      case 'mmmm':
      case 'mmm':
        return MONTHS[parts.month - 1] ?? '';
      case 'mm':
        return two(isMinute ? parts.minute : parts.month);
      case 'm':
        return String(isMinute ? parts.minute : parts.month);
      case 'dd':
        return two(parts.day);
      case 'd':
        return String(parts.day);
      case 'hh':
        return two(parts.hour);
      case 'h':
        return String(parts.hour);
      case 'ss':
        return two(parts.second);
      case 's':
        return String(parts.second);
      default:
        return '';
    }
  });
}

function numberText(value: number, format: string): string {
  const sections = format.split(';');
  const negative = value < 0 && sections.length > 1;
  const section = (negative ? sections[1] : value === 0 && sections.length > 2 ? sections[2] : sections[0]) ?? '';
  const pattern = /[#0?,.]*[#0?](?:[#0?,.]*[#0?])?/.exec(section)?.[0];
  if (pattern === undefined) return literal(section);
  const exponent = /E[+-]0+/i.exec(section);
  if (exponent !== null) return exponentText(value, section);
  const percent = section.includes('%');
  const [, fraction = ''] = pattern.split('.');
  const digits = fraction.replaceAll(/[^#0?]/g, '').length;
  const scaled = (negative ? -value : value) * (percent ? 100 : 1);
  const fixed = Math.abs(roundHalfUp(scaled, digits)).toFixed(digits);
  const [whole = '0', decimals] = fixed.split('.');
  const required = (pattern.split('.')[0] ?? '').replaceAll(/[^0]/g, '').length;
  const grouped = group(whole.padStart(required, '0'), pattern.includes(','));
  const sign = scaled < 0 && Number(fixed) !== 0 ? '-' : '';
  const number = decimals === undefined ? grouped : `${grouped}.${trimOptional(decimals, fraction)}`;
  return sign + literal(section.replace(pattern, () => number.replace(/\.$/, '')));
}

/** `0.00E+00`: one digit before the point, at least two for the exponent. */
function exponentText(value: number, section: string): string {
  const digits = /\.([0#]+)E/i.exec(section)?.[1]?.length ?? 0;
  const [mantissa = '', power = '0'] = value.toExponential(digits).split('e');
  return `${mantissa}E${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`;
}

function roundHalfUp(value: number, digits: number): number {
  return Number(`${Math.round(Number(`${Number(value.toPrecision(15))}e${digits}`))}e-${digits}`);
}

function group(whole: string, isGrouped: boolean): string {
  return isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') : whole;
}

function trimOptional(decimals: string, pattern: string): string {
  let kept = decimals;
  for (let at = pattern.length - 1; at >= 0 && pattern[at] === '#' && kept.endsWith('0'); at -= 1)
    kept = kept.slice(0, -1);
  return kept;
}

function literal(section: string): string {
  return section
    .replaceAll(/\[[^\]]*\]|_.|\*./g, '')
    .replaceAll('"', '')
    .replaceAll('\\', '')
    .trim();
}
