import { CounterBadge, Tab, TabList, makeStyles, tokens } from '@fluentui/react-components';
import type { SyncState } from '../sync/sync-state.ts';
import { toReview } from './to-review.ts';

const useStyles = makeStyles({
  nav: { padding: '0 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  // At 200 % zoom the tabs go on in a second line.
  tabs: { flexWrap: 'wrap', justifyContent: 'space-between' },
  tab: { padding: '6px 5px' },
  badge: { marginLeft: '4px' },
});

export const paneViews = ['home', 'changes', 'review', 'history', 'totals', 'more'] as const;
export type PaneView = (typeof paneViews)[number];

const labels: { readonly [V in PaneView]: string } = {
  home: 'Home',
  changes: 'Changes',
  review: 'Review',
  history: 'History',
  totals: 'Totals',
  more: 'More',
};

interface PaneNavProps {
  readonly view: PaneView;
  readonly state: SyncState;
  readonly onView: (view: PaneView) => void;
}

/** The views of the pane, in one line at its usual width. */
export function PaneNav({ view, state, onView }: PaneNavProps) {
  const styles = useStyles();
  const waiting = toReview(state);
  return (
    <nav className={styles.nav} aria-label="Pane">
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={view}
        onTabSelect={(_, { value }) => {
          const chosen = paneViews.find((each) => each === value);
          if (chosen !== undefined) onView(chosen);
        }}
      >
        {paneViews.map((each) => (
          <Tab key={each} value={each} className={styles.tab}>
            {labels[each]}
            {each === 'review' && waiting > 0 && (
              <CounterBadge className={styles.badge} size="small" count={waiting} color="danger" />
            )}
          </Tab>
        ))}
      </TabList>
    </nav>
  );
}
