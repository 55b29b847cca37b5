import { Button, Radio, RadioGroup, Text, Title3 } from '@fluentui/react-components';
import { useState } from 'react';
import { useViewStyles } from '../view-styles.ts';
import type { CopyChoice } from './gate-steps.ts';

interface CopyGateProps {
  readonly usedBy: string;
  readonly onChoice: (choice: CopyChoice) => void;
}

/** Somebody else syncs under this workbook's id: nothing is sent before the person has said what this file is. */
export function CopyGate({ usedBy, onChoice }: CopyGateProps) {
  const styles = useViewStyles();
  const [choice, setChoice] = useState<CopyChoice>('look');
  return (
    <div className={styles.column}>
      <Title3 as="h2" className={styles.heading}>
        Is this a copy?
      </Title3>
      <Text>The same workbook is also used by {usedBy}. Nothing is sent until you choose.</Text>
      <RadioGroup
        aria-label="What this file is"
        className={styles.outdent}
        value={choice}
        onChange={(_, { value }) => setChoice(value === 'mine' || value === 'shared' ? value : 'look')}
      >
        <Radio value="look" label="It’s a separate copy: use it only to look" />
        <Radio value="mine" label="Keep working here from now on" />
        <Radio value="shared" label="Both people use it: that’s fine" />
      </RadioGroup>
      <Button appearance="primary" size="large" onClick={() => onChoice(choice)}>
        Continue
      </Button>
    </div>
  );
}
