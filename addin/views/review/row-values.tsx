import { columnWords, valueWords } from '../../../shared/tables/place-words.ts';
import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { BeforeAfter } from '../../components/before-after.tsx';
import { momentWords } from '../cell-words.ts';
import { differenceWords, moneyDifference } from '../money-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { ConflictCard } from './conflict-cards.ts';

/** The values that were changed in a row which somebody deleted, and when the other side did its part. */
export function RowValues({ card: { first, all } }: { readonly card: ConflictCard }) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [now] = useState(() => new Date());
  const { table, by, at, kind } = first;
  const isMine = kind === 'editDelete';
  return (
    <>
      <Text className={styles.quiet}>
        {by}, {momentWords(at, now)}
      </Text>
      <ul className={styles.list}>
        {all.map(({ id, column, base, local, remote }) => {
          const changed = isMine ? local : remote;
          const difference = moneyDifference(table, column, base, changed);
          return (
            <li key={id}>
              {columnWords(table, column)}
              <BeforeAfter
                before={valueWords(table, column, base, names)}
                after={valueWords(table, column, changed, names)}
                difference={difference === null ? undefined : differenceWords(difference)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
