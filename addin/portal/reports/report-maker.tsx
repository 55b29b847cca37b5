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
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalServer } from '../portal-server.ts';
import { firstFitting } from '../../components/first-fitting.ts';
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
  readonly moment: AskedMoment;
  /** The report that the page's address names; null: none in particular. */
  readonly first: ReportName;
}

/** Chooses a report and what it is of, looks at it in the browser, and takes it along. */
export function ReportMaker({ server, program, moment, first }: ReportMakerProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const headingId = useId();
  const [name, setName] = useState(first);
  const [edition, setEdition] = useState<ScheduleEdition>('region');
  const [picked, setPicked] = useState<Readonly<Record<'site' | 'change', string>>>({ site: '', change: '' });
  const [revision, setRevision] = useState('');
  const { says, option, types } = reportWords[name];
  const at = /^\d{1,9}$/.test(revision) ? Number(revision) : null;
  const query: ReportQuery = {
    ...moment,
    at: moment.baseline === null ? at : null,
    edition: option === 'edition' ? edition : null,
    site: option === 'site' ? listOf(picked.site) : null,
    change: option === 'change' ? listOf(picked.change) : null,
  };
  const isWrong =
    (moment.baseline === null && revision !== '' && at === null) || (option === 'change' && query.change === null);
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
          {...{ server, option, edition, picked, moment }}
          program={program.id}
          onEdition={setEdition}
          onPick={(kind, text) => setPicked({ ...picked, [kind]: text })}
        />
        <Field
          label="Revision"
          {...(revision !== '' && at === null
            ? { validationMessage: 'A revision is a whole number, such as 148.' }
            : { hint: moment.baseline === null ? 'Empty: the newest.' : 'That of the baseline.' })}
        >
          <Input
            className={styles.input}
            disabled={moment.baseline !== null}
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
    (type: ReportFileType) => server.report(program, name, type, { asOf, at, baseline, edition, site, change }),
    [server, program, name, asOf, at, baseline, edition, site, change],
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
  readonly moment: AskedMoment;
  readonly option: ReportOption | null;
  readonly edition: ScheduleEdition;
  readonly picked: Readonly<Record<'site' | 'change', string>>;
  readonly onEdition: (edition: ScheduleEdition) => void;
  readonly onPick: (kind: 'site' | 'change', text: string) => void;
}

function OptionField({
  server,
  program,
  moment,
  option,
  edition,
  picked,
  onEdition,
  onPick,
}: OptionFieldProps): ReactNode {
  const schools = useCallback(async () => {
    const answer = await server.sites(program, moment);
    return answer.ok ? { ...answer, value: answer.value.sites.map(({ code, name }) => ({ code, name })) } : answer;
  }, [server, program, moment]);
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
          hint="Its location code; several with commas. Empty: all schools, which takes a while; of a state, name some."
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
          firstFitting(answer.value, text, ({ code, name }) => `${code} ${name}`).map(({ code, name }) => (
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
