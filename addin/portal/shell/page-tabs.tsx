import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

const WIDE = '@media (min-width: 1100px)';

const useStyles = makeStyles({
  place: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '20px 40px',
    [WIDE]: { gridTemplateColumns: '150px minmax(0, 1fr)' },
  },
  pages: {
    listStyleType: 'none',
    margin: 0,
    padding: '0 0 8px',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [WIDE]: {
      flexDirection: 'column',
      position: 'sticky',
      top: '20px',
      borderBottom: '0',
      padding: 0,
    },
  },
  link: {
    display: 'block',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    // Contrast themes paint over backgrounds.
    '@media (forced-colors: active)': { outline: '1px solid' },
  },
});

interface Tab {
  readonly label: string;
  /** Address within the app. */
  readonly address: string;
  readonly isCurrent: boolean;
  /** Fetches the page's code before it is opened. */
  readonly fetchAhead: () => void;
}

interface PageTabsProps {
  /** What the pages are of. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The page that is open. */
  readonly children: ReactNode;
}

/** A page with the pages that belong together beside it, or above it where the window is narrow. */
export function PageTabs({ label, tabs, children }: PageTabsProps) {
  const styles = useStyles();
  return (
    <div className={styles.place}>
      <nav aria-label={label}>
        <ul className={styles.pages}>
          {tabs.map((tab) => (
            <li key={tab.address}>
              <PageTab {...tab} />
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}

function PageTab({ label, address, isCurrent, fetchAhead }: Tab) {
  const styles = useStyles();
  const href = useHref(address);
  const open = useLinkClickHandler(address);
  return (
    <a
      href={href}
      className={mergeClasses(styles.link, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={open}
      onPointerEnter={fetchAhead}
    >
      {label}
    </a>
  );
}
