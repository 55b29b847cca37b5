import { readTypedMoney } from '../tables/kinds/money-text.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import { isTimeZone } from './time/program-day.ts';

/** How a setting is written and what it becomes: cents, days, tenths of a percent and so on. */
type SettingKind =
  | { readonly kind: 'money'; readonly unit: 'dollars and cents' }
  | { readonly kind: 'days'; readonly unit: 'days' }
  | { readonly kind: 'percent'; readonly unit: '%' }
  | { readonly kind: 'points'; readonly unit: 'points' }
  | { readonly kind: 'choice'; readonly unit: null; readonly values: readonly string[] }
  | { readonly kind: 'timeZone'; readonly unit: null };

/** One thing in which offices differ, declared once: its name in code, its words, how it is written, what holds without it. */
export type SettingSpec = SettingKind & {
  readonly label: string;
  /** Heading of the page under which it stands with others. */
  readonly group: string;
  /** As a person writes it. */
  readonly default: string;
  /** What it decides, in a sentence. */
  readonly says: string;
};

const severities = ['Warning', 'Error'] as const;

/** Names and labels are for ever: rows of old programs hold the labels. */
const specs = {
  timeZone: {
    label: 'Time zone',
    group: 'Calendar',
    kind: 'timeZone',
    unit: null,
    default: 'America/Los_Angeles',
    says: 'Whose day it is: what is dated tomorrow there does not count today.',
  },
  changeOrderPercent: {
    label: 'Change orders of a contract',
    group: 'Approvals and purchases',
    kind: 'percent',
    unit: '%',
    default: '10',
    says: 'Approved change orders above this share of the original contract are flagged.',
  },
  bidThreshold: {
    label: 'Bid threshold',
    group: 'Approvals and purchases',
    kind: 'money',
    unit: 'dollars and cents',
    default: '114,800.00',
    says: 'Orders to one vendor that stay under it one by one and exceed it together are flagged. The state sets it anew each January.',
  },
  splitOrderDays: {
    label: 'Days of a split purchase',
    group: 'Approvals and purchases',
    kind: 'days',
    unit: 'days',
    default: '30',
    says: 'Orders to one vendor for one project within so many days are taken together.',
  },
  delegatedLimit: {
    label: 'Delegated limit of staff changes',
    group: 'Approvals and purchases',
    kind: 'money',
    unit: 'dollars and cents',
    default: '250,000.00',
    says: 'A staff modification that moves more than this needs the board.',
  },
  salarySeverity: {
    label: 'Bond money on salaries',
    group: 'How severe a rule is',
    kind: 'choice',
    unit: null,
    values: severities,
    default: 'Warning',
    says: 'Whether bond money on a salary or benefit code is a warning or an error.',
  },
  blockedWorkSeverity: {
    label: 'Work in a blocked window',
    group: 'How severe a rule is',
    kind: 'choice',
    unit: null,
    values: severities,
    default: 'Warning',
    says: 'Whether installation in a blocked window of the calendar is a warning or an error.',
  },
  forecastAgeDays: {
    label: 'Age of a forecast',
    group: 'Forecasts and contingency',
    kind: 'days',
    unit: 'days',
    default: '45',
    says: 'A forecast of an active project that is older is flagged.',
  },
  contingencyLeadPoints: {
    label: 'Lead of contingency use',
    group: 'Forecasts and contingency',
    kind: 'points',
    unit: 'points',
    default: '15',
    says: 'Contingency use that runs further ahead of completion is flagged, and the project yellow.',
  },
  yellowOverrunPercent: {
    label: 'Overrun that is still yellow',
    group: 'Forecasts and contingency',
    kind: 'percent',
    unit: '%',
    default: '5',
    says: 'A project whose forecast exceeds its current budget by up to this share is yellow, by more red.',
  },
  greenDaysLate: {
    label: 'Days late that are still green',
    group: 'Late work',
    kind: 'days',
    unit: 'days',
    default: '14',
    says: 'Work that is expected up to so many days after its baseline is green, and not called late.',
  },
  yellowDaysLate: {
    label: 'Days late that are still yellow',
    group: 'Late work',
    kind: 'days',
    unit: 'days',
    default: '45',
    says: 'Work that is expected up to so many days after its baseline is yellow, after that red.',
  },
  delayReasonDays: {
    label: 'Delay that needs a reason',
    group: 'Late work',
    kind: 'days',
    unit: 'days',
    default: '14',
    says: 'A milestone that finishes later than its baseline by more needs a delay reason.',
  },
  deadlineDays: {
    label: 'Days before an E-Rate deadline',
    group: 'Deadlines of funding',
    kind: 'days',
    unit: 'days',
    default: '60',
    says: 'A funding request with money left is flagged so many days before its deadline.',
  },
  spendDownMonths: {
    label: 'Bond spend-down schedule',
    group: 'Deadlines of funding',
    kind: 'choice',
    unit: null,
    values: ['18 months', '24 months'],
    default: '18 months',
    says: 'The federal schedule: 15, 60, 100 % after 6, 12, 18 months, or 10, 45, 75, 100 % after 6, 12, 18, 24.',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>;

/** Name of a setting in code and on the wire. */
export type SettingName = keyof typeof specs;

type ValueOf<S extends SettingSpec> = S['kind'] extends 'choice' | 'timeZone' ? string : number;

/** Every setting of a program: cents, days, points, tenths of a percent, or the word that was chosen. */
export type ProgramSettings = { readonly [N in SettingName]: ValueOf<(typeof specs)[N]> };

/** Every setting, in the order in which they are shown. */
export const settingSpecs: Readonly<Record<SettingName, SettingSpec>> = specs;

/** Names of all settings, in their order. */
export const settingNames = Object.keys(specs).filter(isSettingName);

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(specs, name);
}

/** The words of all settings, for the drop-down of the sheet. */
export const settingLabels: readonly string[] = Object.values(specs).map(({ label }) => label);

/** The setting of these words, or undefined. */
export function settingLabelled(label: string): SettingName | undefined {
  return settingNames.find((name) => settingSpecs[name].label === label);
}

type ReadSetting =
  | { readonly ok: true; readonly value: number | string }
  | { readonly ok: false; readonly message: string };

const refused = (message: string): ReadSetting => ({ ok: false, message });

/** Reads what a person wrote as the value of a setting: cents, days, points, tenths of a percent, or a word. */
export function readSetting(name: SettingName, text: string): ReadSetting {
  const spec: SettingSpec = settingSpecs[name];
  const written = text.trim();
  switch (spec.kind) {
    case 'money': {
      const money = readTypedMoney(written);
      if (money.kind === 'amount' && money.cents >= 0) return { ok: true, value: money.cents };
      return refused(`${spec.label} must be dollars and cents such as ${spec.default}, not ${written}.`);
    }
    case 'percent': {
      const [, whole, tenth = '0'] = /^(\d{1,4})(?:\.(\d))?\s*%?$/.exec(written) ?? [];
      if (whole !== undefined) return { ok: true, value: Number(whole) * 10 + Number(tenth) };
      return refused(`${spec.label} must be a percentage such as ${spec.default}, not ${written}.`);
    }
    case 'days':
    case 'points':
      if (/^\d{1,4}$/.test(written)) return { ok: true, value: Number(written) };
      return refused(`${spec.label} must be a whole number of ${spec.unit} such as ${spec.default}, not ${written}.`);
    case 'choice': {
      const chosen = spec.values.find((value) => value.toLowerCase() === written.toLowerCase());
      if (chosen !== undefined) return { ok: true, value: chosen };
      return refused(`${spec.label} must be one of: ${spec.values.join(', ')}; not ${written}.`);
    }
    case 'timeZone':
      if (isTimeZone(written)) return { ok: true, value: written };
      return refused(`${spec.label} must be a time zone such as ${spec.default}, not ${written}.`);
  }
}

/** A row of Program Settings as far as settings are made of it. */
export interface SettingRow {
  readonly key: string;
  readonly value: string;
}

/** Every setting of a program: what its rows say, defaults for the rest. Rows that say nothing understandable are passed over. */
export function settingsOf(rows: readonly SettingRow[]): ProgramSettings {
  const chosen = new Map(
    rows.flatMap(({ key, value }) => {
      const name = settingLabelled(key);
      const read = name === undefined ? undefined : readSetting(name, value);
      return name !== undefined && read?.ok === true ? [[name, read.value] as const] : [];
    }),
  );
  const numberOf = (name: SettingName): number => Number(chosen.get(name) ?? defaultOf(name));
  const wordOf = (name: SettingName): string => String(chosen.get(name) ?? defaultOf(name));
  return {
    timeZone: wordOf('timeZone'),
    changeOrderPercent: numberOf('changeOrderPercent'),
    bidThreshold: numberOf('bidThreshold'),
    splitOrderDays: numberOf('splitOrderDays'),
    delegatedLimit: numberOf('delegatedLimit'),
    salarySeverity: wordOf('salarySeverity'),
    blockedWorkSeverity: wordOf('blockedWorkSeverity'),
    forecastAgeDays: numberOf('forecastAgeDays'),
    contingencyLeadPoints: numberOf('contingencyLeadPoints'),
    yellowOverrunPercent: numberOf('yellowOverrunPercent'),
    greenDaysLate: numberOf('greenDaysLate'),
    yellowDaysLate: numberOf('yellowDaysLate'),
    delayReasonDays: numberOf('delayReasonDays'),
    deadlineDays: numberOf('deadlineDays'),
    spendDownMonths: wordOf('spendDownMonths'),
  };
}

/** Read once: a sync that moves money asks for all settings several times. */
const defaults = new Map<SettingName, number | string>();

function defaultOf(name: SettingName): number | string {
  return getOrMake(defaults, name, () => {
    const read = readSetting(name, settingSpecs[name].default);
    if (!read.ok) throw new Error(read.message);
    return read.value;
  });
}

/** What holds in a program that has set nothing. */
export const defaultSettings: ProgramSettings = settingsOf([]);
