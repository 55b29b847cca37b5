import { historyReply, type HistoryReply } from '../../../shared/protocol/history.ts';
import { settingsReply, type SettingsReply, type SettingsRequest } from '../../../shared/protocol/settings.ts';
import { programSettings } from '../../../shared/tables/program-settings.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Changed settings on a page of their history. */
const CHANGES = 30;

/** Limits and habits of a program: what holds, who has set it, and setting it. */
export interface SettingsCalls {
  readonly read: () => Promise<PortalOutcome<SettingsReply>>;
  readonly write: (request: SettingsRequest) => Promise<PortalOutcome<SettingsReply>>;
  /** Revisions that have changed one, newest first. */
  readonly changes: (cursor: string | null) => Promise<PortalOutcome<HistoryReply>>;
}

export function settingsCalls({ get, send }: Asks, program: string): SettingsCalls {
  const path = `${programPath(program)}/settings`;
  return {
    read: () => get(settingsReply, path),
    write: (request) => send('PUT', settingsReply, path, request),
    changes: (cursor) => {
      const asked = { table: programSettings.name, limit: CHANGES, cursor };
      return get(historyReply, `${programPath(program)}/history${queryText(asked)}`);
    },
  };
}
