import { Button, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { csvOf } from '../../../shared/feeds/csv.ts';
import type { GivenInvitations } from '../../../shared/protocol/roll-ups.ts';
import { saveFile } from '../save-file.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

interface GivenCodesProps {
  readonly invitations: GivenInvitations['invitations'];
  readonly onDone: () => void;
}

/** Codes of invitation, shown this once; it takes the focus. */
export function GivenCodes({ invitations, onDone }: GivenCodesProps) {
  const shared = usePortalStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const save = (): void => {
    const columns = ['District Code', 'District', 'Invitation', 'Good Until'];
    const rows = invitations.map(({ code, name, invitation, until }) => ({
      'District Code': code,
      District: name,
      Invitation: invitation,
      'Good Until': until,
    }));
    saveFile('invitations.csv', new Blob([csvOf(columns, rows)], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label="Codes of invitation" className={shared.card}>
      <Text>
        Send each district its code: its finance enters it under Reports, Totals for roll-ups. The codes are shown this
        once.
      </Text>
      <DataTable
        caption="Codes of invitation"
        columns={[{ label: 'District' }, { label: 'Code' }, { label: 'Good until' }]}
        rows={invitations.map(({ code, name, invitation, until }) => ({
          id: code,
          cells: [`${code} ${name}`, invitation, until],
        }))}
      />
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} onClick={save}>
          Save as CSV
        </Button>
        <Button onClick={onDone}>I have them</Button>
      </div>
    </div>
  );
}
