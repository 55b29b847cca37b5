import { describe, expect, test } from 'vitest';
import {
  defaultSettings,
  readSetting,
  settingLabels,
  settingNames,
  settingSpecs,
  settingsOf,
} from './program-settings.ts';

describe('settings of a program', () => {
  test('have defaults that are values of their own kind, labels of their own and a sentence', () => {
    for (const name of settingNames) {
      expect(readSetting(name, settingSpecs[name].default)).toEqual({ ok: true, value: defaultSettings[name] });
      expect(settingSpecs[name].says).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(settingLabels).size).toBe(settingNames.length);
    expect(defaultSettings).toMatchObject({
      timeZone: 'America/Los_Angeles',
      changeOrderPercent: 100,
      delegatedLimit: 25_000_000,
      forecastAgeDays: 45,
      salarySeverity: 'Warning',
    });
  });

  test('are what the rows say, and the default where a row says nothing that is understood', () => {
    const settings = settingsOf([
      { key: 'Time zone', value: 'America/Denver' },
      { key: 'Change orders of a contract', value: '12.5 %' },
      { key: 'Bid threshold', value: '$60,000.00' },
      { key: 'Bond money on salaries', value: 'error' },
      { key: 'Age of a forecast', value: 'a month' },
      { key: 'No such setting', value: '1' },
    ]);
    expect(settings).toEqual({
      ...defaultSettings,
      timeZone: 'America/Denver',
      changeOrderPercent: 125,
      bidThreshold: 6_000_000,
      salarySeverity: 'Error',
    });
  });

  test.each([
    ['timeZone', 'Pacific', 'Time zone must be a time zone such as America/Los_Angeles, not Pacific.'],
    ['bidThreshold', '-5', 'Bid threshold must be dollars and cents such as 114,800.00, not -5.'],
    ['changeOrderPercent', 'ten', 'Change orders of a contract must be a percentage such as 10, not ten.'],
    ['forecastAgeDays', '4.5', 'Age of a forecast must be a whole number of days such as 45, not 4.5.'],
    ['salarySeverity', 'Maybe', 'Bond money on salaries must be one of: Warning, Error; not Maybe.'],
  ] as const)('%s refuses %s and says what it takes', (name, text, message) => {
    expect(readSetting(name, text)).toEqual({ ok: false, message });
  });

  test.each([
    ['bidThreshold', ' 0.00 ', 0],
    ['bidThreshold', '$114,800.00', 11_480_000],
    ['changeOrderPercent', ' 10% ', 100],
    ['changeOrderPercent', '9999.9', 99_999],
    ['forecastAgeDays', ' 45 ', 45],
    ['salarySeverity', ' WARNING ', 'Warning'],
    ['timeZone', ' America/Denver ', 'America/Denver'],
  ] as const)('%s takes %j, with blanks around it', (name, text, value) => {
    expect(readSetting(name, text)).toEqual({ ok: true, value });
  });

  test.each([
    ...['', 'ten dollars', '1.005', '-0.01'].map((text) => ['bidThreshold', text] as const),
    ...['', '-10', 'x10', '10x', '10 % or so', '12.55', '10000', '1e2'].map(
      (text) => ['changeOrderPercent', text] as const,
    ),
    ...['', '-1', '10000', '4 days', 'x4'].map((text) => ['forecastAgeDays', text] as const),
  ])('%s takes no %j, so that what cannot be read lets the default hold', (name, value) => {
    expect(readSetting(name, value).ok).toBe(false);
    expect(settingsOf([{ key: settingSpecs[name].label, value }])).toEqual(defaultSettings);
  });
});
