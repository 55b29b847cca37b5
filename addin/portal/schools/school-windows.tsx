import { Text } from '@fluentui/react-components';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { longDay } from '../../views/schedule/schedule-words.ts';

type Window = SiteReply['windows'][number];

/** Days on which nothing noisy happens at the school, and others that the calendar knows. */
export function SchoolWindows({ windows }: { readonly windows: readonly Window[] }) {
  const shared = usePortalStyles();
  if (windows.length === 0) return <Text>The calendar blocks no days here in the next year and a half.</Text>;
  const blocking = windows.filter(({ isBlocking }) => isBlocking);
  const others = windows.filter(({ isBlocking }) => !isBlocking);
  return (
    <div className={shared.column}>
      {blocking.length > 0 && (
        <div className={shared.tight}>
          <Text weight="semibold">No work on these days</Text>
          <Days windows={blocking} />
        </div>
      )}
      {others.length > 0 && (
        <div className={shared.tight}>
          <Text weight="semibold">Also in the calendar</Text>
          <Days windows={others} />
        </div>
      )}
    </div>
  );
}

function Days({ windows }: { readonly windows: readonly Window[] }) {
  const shared = usePortalStyles();
  return (
    <ul className={shared.list}>
      {windows.map(({ id, from, to, type, note }) => (
        <li key={`${id} ${from}`}>
          {from === to ? longDay(from) : `${longDay(from)} to ${longDay(to)}`}: {type}
          {note === null ? '' : ` (${note})`}
        </li>
      ))}
    </ul>
  );
}
