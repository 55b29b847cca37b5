import { Button, Field, Select, Text, Title3, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { PlanPart } from '../../../shared/plan/part/plan-part.ts';
import { regions } from '../../../shared/tables/lists.ts';
import type { PortalServer } from '../portal-server.ts';
import type { NamedCode } from '../row-calls.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { CodeField, codeAtFirst } from '../views/code-field.tsx';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';

const kinds = [
  ['region', 'A region'],
  ['manager', 'A manager’s projects'],
  ['site', 'One school or site'],
  ['open', 'What the checks find fault with'],
] as const satisfies readonly (readonly [PlanPart['kind'], string])[];

const useStyles = makeStyles({
  // Of itself, a list of choices is as wide as its longest one, and a window may be narrow.
  choice: { maxWidth: '100%', minWidth: 0, '& select': { minWidth: 0, width: '100%' } },
});

const regionCodes: readonly NamedCode[] = regions.map((region) => ({ code: region, name: '' }));
const nothing: readonly NamedCode[] = [];

/** [W17] A workbook of a part of the plan, for people who have no add-in: they fill it in, and it is returned here. */
export function PartWorkbook({ server, program, moment }: ProgramPageProps) {
  const shared = usePortalStyles();
  const { choice } = useStyles();
  const [kind, setKind] = useState<PlanPart['kind']>('region');
  const [chosen, setChosen] = useState('');
  const choices = useChoices(server, program.id, kind);
  const of = choices.some(({ code }) => code === chosen) ? chosen : codeAtFirst(choices);
  const part: PlanPart = kind === 'open' ? { kind } : { kind, of };
  const { download, fetchFile } = useDownload(() => server.downloadWorkbook(program.id, { ...moment, part }));
  const isReady = kind === 'open' || of !== '';
  return (
    <section className={shared.column} aria-labelledby="part">
      <h2 id="part" className={shared.heading}>
        <Title3>A part, for somebody without the add-in</Title3>
      </h2>
      <Text>
        Only the rows of that part, and in grey what they name. Mail it to who knows the answers, and return it here:
        the rest of the plan stays as it is.
      </Text>
      <div className={shared.row}>
        <Field className={choice} label="Part of the plan">
          <Select value={kind} onChange={(_, { value }) => setKind(kindNamed(value))}>
            {kinds.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {kind !== 'open' && (
          <CodeField key={choices.length} label="Which" choices={choices} value={of} onChoose={setChosen} />
        )}
      </div>
      <div className={shared.row}>
        <Button
          icon={<ArrowDownloadRegular />}
          disabledFocusable={download.kind === 'running' || !isReady}
          onClick={isReady ? fetchFile : undefined}
        >
          Download this part
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </section>
  );
}

function kindNamed(value: string): PlanPart['kind'] {
  return kinds.find(([name]) => name === value)?.[0] ?? 'region';
}

/** What there is to choose from; people and sites are asked for once they are to be chosen. */
function useChoices(server: PortalServer, program: string, kind: PlanPart['kind']): readonly NamedCode[] {
  const table = kind === 'manager' ? 'people' : kind === 'site' ? 'sites' : null;
  const [known, setKnown] = useState<{ readonly table: string; readonly codes: readonly NamedCode[] } | null>(null);
  useEffect(() => {
    let isWanted = table !== null;
    if (table !== null) {
      void server.codesOf(program, table).then((outcome) => {
        if (isWanted && outcome.ok) setKnown({ table, codes: outcome.value });
      });
    }
    return () => {
      isWanted = false;
    };
  }, [server, program, table]);
  if (table === null) return kind === 'region' ? regionCodes : nothing;
  return known?.table === table ? known.codes : nothing;
}
