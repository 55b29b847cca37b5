import { isSettingName, readSetting } from '../../../shared/plan/program-settings.ts';
import type { SettingsReply, WireSetting } from '../../../shared/protocol/settings.ts';

/** What somebody wants in place of what holds, by name of the setting; null: its default. What is not in there stays. */
export type TypedSettings = Readonly<Record<string, string | null>>;

/** What stands in the field of a setting. */
export function shownValue(setting: WireSetting, typed: TypedSettings): string {
  const wanted = typed[setting.name];
  return wanted === undefined ? setting.value : (wanted ?? setting.default);
}

/** Types a value; one that holds already is no change any more. */
export function withTyped(typed: TypedSettings, setting: WireSetting, wanted: string | null): TypedSettings {
  const { [setting.name]: _before, ...others } = typed;
  const isSo = wanted === null ? setting.isDefault : wanted === setting.value;
  return isSo ? others : { ...others, [setting.name]: wanted };
}

/** What is typed still once this was sent: what was typed meanwhile is yet to be saved. */
export function typedSince(sent: TypedSettings, typed: TypedSettings): TypedSettings {
  return Object.fromEntries(Object.entries(typed).filter(([name, wanted]) => sent[name] !== wanted));
}

/** What of it is no value of its setting, in the sentence that the server would refuse it with; by name. */
export function refusedSettings(typed: TypedSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, wanted]) => {
      if (wanted === null || !isSettingName(name)) return [];
      const read = readSetting(name, wanted);
      return read.ok ? [] : [[name, read.message]];
    }),
  );
}

/** Settings that somebody else has changed between two readings and that are typed anew here, by name. */
export function changedMeanwhile(before: SettingsReply, now: SettingsReply, typed: TypedSettings): ReadonlySet<string> {
  const held = new Map(before.settings.map(({ name, value }) => [name, value]));
  const moved = now.settings.filter(({ name, value }) => typed[name] !== undefined && held.get(name) !== value);
  return new Set(moved.map(({ name }) => name));
}

/** The settings under their headings, in order. */
export function settingGroups(settings: readonly WireSetting[]): (readonly [string, readonly WireSetting[]])[] {
  const groups = new Map<string, WireSetting[]>();
  for (const setting of settings) {
    const heading = setting.group ?? 'Settings';
    groups.set(heading, [...(groups.get(heading) ?? []), setting]);
  }
  return [...groups];
}
