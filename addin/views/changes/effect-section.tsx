import { MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { BeforeAfter } from '../../components/before-after.tsx';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import type { Effect } from '../../../shared/sync/apply/preflight.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useChangesStyles } from './changes-styles.ts';
import { effectLines, groupWords, largestLine } from './effect-words.ts';
import type { Told } from './use-preflight.ts';

/** Groups shown at first: enough to see where the money goes. */
const SHOWN = 3;

interface EffectSectionProps {
  readonly told: Told;
}

/** What sending would do to the totals: the program first, then the sources and projects that change most. */
export function EffectSection({ told }: EffectSectionProps) {
  const styles = useChangesStyles();
  const { preview, problem, isStale } = told;
  return (
    <section className={styles.section} aria-labelledby="effect" aria-busy={isStale}>
      <Text as="h2" id="effect" weight="semibold" className={styles.heading}>
        Effect on the totals
      </Text>
      {preview === null && problem === null && (
        <Spinner size="tiny" labelPosition="after" label="Working out the totals…" />
      )}
      {problem !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {preview !== null && (
        <>
          <ProgramEffect effect={preview.program} />
          <GroupEffects cut="source" effects={preview.sources} />
          <GroupEffects cut="project" effects={preview.projects} />
          {isStale && <Text className={styles.quiet}>Working out the totals anew…</Text>}
        </>
      )}
    </section>
  );
}

function ProgramEffect({ effect }: { readonly effect: Effect }) {
  const styles = useChangesStyles();
  const lines = effectLines(effect);
  if (lines.length === 0) return <Text className={styles.quiet}>No total of the program changes.</Text>;
  return (
    <ul className={styles.list}>
      {lines.map(({ label, before, after, difference }) => (
        <li key={label} className={styles.words}>
          <Text>{label}</Text>
          <BeforeAfter before={before} after={after} difference={difference} />
        </li>
      ))}
    </ul>
  );
}

interface GroupEffectsProps {
  readonly cut: 'source' | 'project';
  readonly effects: readonly Effect[];
}

function GroupEffects({ cut, effects }: GroupEffectsProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  const [most, setMost] = useState(SHOWN);
  if (effects.length === 0) return null;
  return (
    <>
      <Text as="h3" size={200} className={styles.quiet} style={{ margin: 0 }}>
        {cut === 'source' ? 'Sources' : 'Projects'} that change
      </Text>
      <ul className={styles.list}>
        {effects.slice(0, most).map((effect) => {
          const line = largestLine(effect);
          return (
            <li key={effect.group} className={styles.words}>
              <Text>{groupWords(cut, effect.group, names)}</Text>
              <Text className={styles.quiet}>
                {line?.label} {line?.difference}
              </Text>
            </li>
          );
        })}
      </ul>
      <ShowMore
        shown={most}
        total={effects.length}
        words={(rest) => `and ${rest} more`}
        onMore={() => setMost(most + ENTRIES_PER_STEP)}
      />
    </>
  );
}
