import { Button, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular, EyeRegular } from '@fluentui/react-icons';
import { useCallback, useId, useState, type ReactNode } from 'react';
import {
  editionLabels,
  isReportName,
  isScheduleEdition,
  reportNames,
  reportWords,
  scheduleEditions,
  type ReportFileType,
  type ReportName,
  type ReportOption,
  type ScheduleEdition,
} from '../../../shared/protocol/reports.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { baselineWords } from '../../views/totals/bridge-words.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalServer } from '../portal-server.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import type { ReportQuery } from './report-calls.ts';
import { ReportPreview } from './report-preview.tsx';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    alignItems: 'start',
    gap: '12px',
  },
  input: { minWidth: 0, width: '100%' },
});

const typeLabels: { readonly [T in ReportFileType]: string } = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' };

interface ReportMakerProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  readonly asOf: string | null;
  /** The report that the page's address names; null: none in particular. */
  readonly first: ReportName;
}

/** Chooses a report and what it is of, looks at it in the browser, and takes it along. */
export function ReportMaker({ server, program, asOf, first }: ReportMakerProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const headingId = useId();
  const [name, setName] = useState(first);
  const [edition, setEdition] = useState<ScheduleEdition>('region');
  const [picked, setPicked] = useState<Readonly<Record<'site' | 'change', string>>>({ site: '', change: '' });
  const [revision, setRevision] = useState('');
  const [baseline, setBaseline] = useState('');
  const { says, option, types } = reportWords[name];
  const at = /^\d{1,9}$/.test(revision) ? Number(revision) : null;
  const query: ReportQuery = {
    ...(baseline === '' ? { asOf, at } : { asOf: null, at: null, baseline }),
    edition: option === 'edition' ? edition : null,
    site: option === 'site' ? listOf(picked.site) : null,
    change: option === 'change' ? listOf(picked.change) : null,
  };
  const isWrong = (baseline === '' && revision !== '' && at === null) || (option === 'change' && query.change === null);
  const ask = useReport(server, program.id, name, query);
  return (
    <section className={shared.column} aria-labelledby={headingId}>
      <Text as="h2" id={headingId} size={500} weight="semibold" className={shared.heading}>
        Make a report
      </Text>
      <div className={styles.fields}>
        <Field label="Report">
          <Select value={name} onChange={(_, { value }) => isReportName(value) && setName(value)}>
            {reportNames.map((each) => (
              <option key={each} value={each}>
                {reportWords[each].label}
              </option>
            ))}
          </Select>
        </Field>
        <OptionField
          {...{ server, option, edition, picked, asOf }}
          program={program.id}
          onEdition={setEdition}
          onPick={(kind, text) => setPicked({ ...picked, [kind]: text })}
        />
        <BaselineField server={server} program={program.id} value={baseline} onChoose={setBaseline} />
        <Field
          label="Revision"
          {...(revision !== '' && at === null
            ? { validationMessage: 'A revision is a whole number, such as 148.' }
            : { hint: baseline === '' ? 'Empty: the newest.' : 'That of the baseline.' })}
        >
          <Input
            className={styles.input}
            disabled={baseline !== ''}
            inputMode="numeric"
            value={revision}
            onChange={(_, { value }) => setRevision(value.trim())}
          />
        </Field>
      </div>
      <Text className={shared.quiet}>{says}</Text>
      {/* What was made of another choice goes with it. */}
      <Made key={JSON.stringify([name, query])} {...{ ask, types, isWrong }} label={reportWords[name].label} />
    </section>
  );
}

/** Asks for the report that is chosen: the same function as long as it is the same report. */
function useReport(server: PortalServer, program: string, name: ReportName, query: ReportQuery) {
  const { asOf, at, baseline, edition, site, change } = query;
  return useCallback(
    (type: ReportFileType) =>
      server.report(program, name, type, { asOf, at, edition, site, change, ...(baseline && { baseline }) }),
    [server, program, name, asOf, at, baseline, edition, site, change],
  );
}

interface BaselineFieldProps {
  readonly server: PortalServer;
  readonly program: string;
  /** Id; "": none. */
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

/** A named moment of the plan, where the report is not to be of the day above. */
function BaselineField({ server, program, value, onChoose }: BaselineFieldProps) {
  const ask = useCallback(() => server.baselines(program), [server, program]);
  const { answer } = usePortalAnswer(ask);
  const baselines = answer?.ok === true ? answer.value.baselines : [];
  return (
    <Field label="Baseline">
      <Select value={value} onChange={(_, data) => onChoose(data.value)}>
        <option value="">None: the day above</option>
        {baselines.toReversed().map((baseline) => (
          <option key={baseline.id} value={baseline.id}>
            {baselineWords(baseline)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Codes or numbers as they were typed, with commas between; null: none. */
function listOf(text: string): string | null {
  const codes = text.split(/[\s,;]+/).filter((code) => code !== '');
  return codes.length === 0 ? null : codes.join(',');
}

interface OptionFieldProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly asOf: string | null;
  readonly option: ReportOption | null;
  readonly edition: ScheduleEdition;
  readonly picked: Readonly<Record<'site' | 'change', string>>;
  readonly onEdition: (edition: ScheduleEdition) => void;
  readonly onPick: (kind: 'site' | 'change', text: string) => void;
}

function OptionField({
  server,
  program,
  asOf,
  option,
  edition,
  picked,
  onEdition,
  onPick,
}: OptionFieldProps): ReactNode {
  const schools = useCallback(async () => {
    const answer = await server.sites(program, asOf);
    return answer.ok ? { ...answer, value: answer.value.sites.map(({ code, name }) => ({ code, name })) } : answer;
  }, [server, program, asOf]);
  const changes = useCallback(async () => {
    const answer = await server.changes(program);
    if (!answer.ok) return answer;
    return {
      ...answer,
      value: answer.value.map(({ number, title, status }) => ({ code: number, name: `${title} (${status})` })),
    };
  }, [server, program]);
  switch (option) {
    case null:
      return null;
    case 'edition':
      return (
        <Field label="Arranged">
          <Select value={edition} onChange={(_, { value }) => isScheduleEdition(value) && onEdition(value)}>
            {scheduleEditions.map((each) => (
              <option key={each} value={each}>
                {editionLabels[each]}
              </option>
            ))}
          </Select>
        </Field>
      );
    case 'site':
      return (
        <CodeField
          label="School"
          hint="Its location code; several with commas. Empty: all schools, which takes a while."
          ask={schools}
          text={picked.site}
          onText={(text) => onPick('site', text)}
        />
      );
    case 'change':
      return (
        <CodeField
          label="Change"
          hint="Its number; several with commas."
          ask={changes}
          text={picked.change}
          onText={(text) => onPick('change', text)}
        />
      );
  }
}

interface CodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly ask: () => Promise<PortalOutcome<readonly { readonly code: string; readonly name: string }[]>>;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A code to type or to choose by its name. Where the list does not come, the code can still be typed. */
function CodeField({ label, hint, ask, text, onText }: CodeFieldProps) {
  const styles = useStyles();
  const listId = useId();
  const { answer } = usePortalAnswer(ask);
  return (
    <Field label={label} hint={hint}>
      <Input className={styles.input} list={listId} value={text} onChange={(_, { value }) => onText(value)} />
      <datalist id={listId}>
        {answer?.ok === true &&
          answer.value.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </datalist>
    </Field>
  );
}

interface MadeProps {
  readonly ask: (type: ReportFileType) => Promise<PortalOutcome<DownloadedFile>>;
  readonly types: readonly ReportFileType[];
  readonly label: string;
  /** Something is still to be chosen. */
  readonly isWrong: boolean;
}

function Made({ ask, types, label, isWrong }: MadeProps) {
  const shared = usePortalStyles();
  const [wanted, setWanted] = useState<ReportFileType>('pdf');
  const [isPreviewed, setPreviewed] = useState(false);
  const { download, fetchFile } = useDownload(ask, 'The report');
  const take = (type: ReportFileType): void => {
    setWanted(type);
    fetchFile(type);
  };
  return (
    <>
      <div className={shared.row}>
        <Button appearance="primary" icon={<EyeRegular />} disabled={isWrong} onClick={() => setPreviewed(true)}>
          Preview
        </Button>
        {types.map((type) => (
          <Button
            key={type}
            icon={<ArrowDownloadRegular />}
            disabled={isWrong}
            disabledFocusable={download.kind === 'running'}
            onClick={() => take(type)}
          >
            Download {typeLabels[type]}
          </Button>
        ))}
      </div>
      <DownloadStatus download={download} what="the report" onRetry={() => take(wanted)} />
      {isPreviewed && !isWrong && <ReportPreview ask={ask} label={label} />}
    </>
  );
}
