import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { SyncState } from '../sync/session/sync-state.ts';
import { toReview } from './to-review.ts';

const useStyles = makeStyles({
  // At 200 % zoom the names go on in a second line.
  nav: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    padding: '0 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: {
    // As wide as can be with a scroll bar beside a pane of 350 px, and two digits of what waits for review.
    padding: '8px 3px 9px',
    border: '0',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    paddingBottom: '6px',
    // Only here: contrast themes show a transparent border as well.
    borderBottom: `3px solid ${tokens.colorCompoundBrandStroke}`,
  },
});

export const paneViews = ['home', 'changes', 'review', 'history', 'totals', 'more'] as const;
export type PaneView = (typeof paneViews)[number];

/** The view that a text such as a link's `#review` names, if any. */
export function paneViewNamed(text: string): PaneView | undefined {
  return paneViews.find((each) => each === text.replace(/^#/, ''));
}

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
      {paneViews.map((each) => (
        <button
          key={each}
          type="button"
          className={mergeClasses(styles.item, each === view && styles.current)}
          aria-current={each === view ? 'page' : undefined}
          onClick={() => onView(each)}
        >
          {labels[each]}
          {each === 'review' && waiting > 0 && ` (${waiting})`}
        </button>
      ))}
    </nav>
  );
}
