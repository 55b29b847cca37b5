import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    paddingTop: '10px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', flexDirection: 'column' },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  list: { display: 'flex', flexDirection: 'column', gap: '10px', margin: 0, padding: 0, listStyleType: 'none' },
});

interface ChangeGroupProps {
  readonly title: string;
  /** Level of its heading; default: 3. */
  readonly level?: 3 | 5;
  /** Lines under the title, such as the time and the note. */
  readonly lines: readonly string[];
  /** What opens the list, where it is not open from the start. */
  readonly opener?: ReactNode;
  /** `ChangeLine`s; null while the list is closed. */
  readonly children: ReactNode;
}

/** Changes that belong together: those of one revision, or of one table. */
export function ChangeGroup({ title, level = 3, lines, opener, children }: ChangeGroupProps) {
  const styles = useStyles();
  return (
    <section className={styles.group} aria-label={[title, ...lines.slice(0, 1)].join(', ')}>
      <div className={styles.head}>
        <Text as={level === 3 ? 'h3' : 'h5'} weight="semibold" className={styles.title}>
          {title}
        </Text>
        {lines.map((line) => (
          <Text key={line} size={200} className={styles.quiet}>
            {line}
          </Text>
        ))}
      </div>
      {opener}
      {children !== null && <ul className={styles.list}>{children}</ul>}
    </section>
  );
}
