import { Button, Text } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import type { AdministeredProgram } from '../../../shared/protocol/administration.ts';
import { momentWords } from '../../views/cell-words.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import { today } from '../asked-moment.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminPageProps } from './admin-page.ts';
import { ConfirmAct, type ActToConfirm } from './confirm-act.tsx';
import { FindField, useFind } from './find-field.tsx';
import { NewProgram } from './new-program.tsx';
import { PagedList, type ListPart } from './paged-list.tsx';
import { RenameProgram } from './rename-program.tsx';

const columns = [
  { label: 'Program' },
  { label: 'Last sync' },
  { label: 'State' },
  { label: 'What to do' },
  { label: 'Members', isNumber: true },
  { label: 'Rows', isNumber: true },
];

/** All programs of the server: what there are, a new one, other names, into the archive and back. */
export function ProgramsPage({ calls, onProgramsChanged }: AdminPageProps) {
  const shared = usePortalStyles();
  const [find, onFind] = useFind();
  /** Asked anew after each change. */
  const [looks, setLooks] = useState(0);
  const [asked, setAsked] = useState<ActToConfirm<unknown> | null>(null);
  const [renamed, setRenamed] = useState<AdministeredProgram | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const askPart = useCallback(
    async (after: string | null): Promise<PortalOutcome<ListPart<AdministeredProgram>>> => {
      const outcome = await calls.programs(find, after);
      if (!outcome.ok) return outcome;
      return { ok: true, value: { items: outcome.value.programs, next: outcome.value.next } };
    },
    [calls, find],
  );
  const askFirst = useCallback(() => askPart(null), [askPart]);
  const close = (): void => {
    setAsked(null);
    setRenamed(null);
    // What had the focus is gone.
    list.current?.focus();
  };
  const changed = (): void => {
    close();
    setLooks(looks + 1);
    onProgramsChanged();
  };
  return (
    <PageFrame
      heading="Programs of this server"
      lead="You look after all of them, and look into those that you are a member of. What is set in a program, such as its time zone, stands in its table Program Settings."
      hasDay={false}
    >
      <div ref={list} tabIndex={-1} role="group" aria-label="Programs of the server" className={shared.column}>
        <FindField label="Name, district or id" find={find} onFind={onFind} />
        <PortalAnswer
          key={looks}
          ask={askFirst}
          waiting="Looking up the programs…"
          failed="The programs couldn’t be read"
        >
          {(first) => (
            <PagedList first={first} ask={askPart} more="Show more programs">
              {(programs) => (
                <ProgramTable
                  programs={programs}
                  onRename={setRenamed}
                  onArchive={(program) => setAsked(archiveAct(program, calls, changed))}
                />
              )}
            </PagedList>
          )}
        </PortalAnswer>
      </div>
      {asked !== null && <ConfirmAct key={asked.label} asked={asked} onCancel={close} />}
      {renamed !== null && (
        <RenameProgram key={renamed.id} program={renamed} calls={calls} onDone={changed} onCancel={close} />
      )}
      <PagePart heading="A new program">
        <NewProgram
          calls={calls}
          onMade={() => {
            setLooks(looks + 1);
            onProgramsChanged();
          }}
        />
      </PagePart>
    </PageFrame>
  );
}

function archiveAct(
  { id, name, archivedAt }: AdministeredProgram,
  calls: AdminPageProps['calls'],
  done: () => void,
): ActToConfirm<unknown> {
  if (archivedAt !== null) {
    return {
      label: `Bring ${name} back`,
      words: `Bring “${name}” back? It is in the lists of its members again, and they can send what they have typed meanwhile.`,
      button: 'Bring it back',
      failed: 'The program wasn’t brought back',
      act: () => calls.changeProgram(id, { isArchived: false }),
      done,
    };
  }
  return {
    label: `Archive ${name}`,
    words: `Archive “${name}”? It goes out of the lists of its members. They can still read it, and nothing in it changes: a workbook that is synced keeps its changes and is told so. You can bring it back at any time.`,
    button: 'Archive now',
    failed: 'The program wasn’t archived',
    act: () => calls.changeProgram(id, { isArchived: true }),
    done,
  };
}

interface ProgramTableProps {
  readonly programs: readonly AdministeredProgram[];
  readonly onRename: (program: AdministeredProgram) => void;
  readonly onArchive: (program: AdministeredProgram) => void;
}

function ProgramTable({ programs, onRename, onArchive }: ProgramTableProps) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  if (programs.length === 0) return <Text className={shared.quiet}>There is no such program.</Text>;
  return (
    <DataTable
      caption="Programs, by id"
      columns={columns}
      rows={programs.map((program) => {
        const { id, name, district, fiscalYear, rows, members, lastSyncAt, archivedAt, isOpen } = program;
        return {
          id,
          cells: [
            <div key="name" className={shared.tight}>
              {isOpen ? <AppLink to={programAddress(id, '', today)}>{name}</AppLink> : <span>{name}</span>}
              <Text size={200} className={shared.quiet}>
                {id} · {district} · {fiscalYear}
              </Text>
            </div>,
            lastSyncAt === null ? 'Not yet' : momentWords(lastSyncAt, now),
            archivedAt === null ? 'Open' : `Archived ${momentWords(archivedAt, now)}`,
            <div key="acts" className={shared.row}>
              <Button size="small" aria-label={`Rename ${name} (${id})…`} onClick={() => onRename(program)}>
                Rename…
              </Button>
              <Button
                size="small"
                aria-label={archivedAt === null ? `Archive ${name} (${id})…` : `Bring ${name} (${id}) back…`}
                onClick={() => onArchive(program)}
              >
                {archivedAt === null ? 'Archive…' : 'Bring back…'}
              </Button>
            </div>,
            <AppLink key="members" to={`/admin/people?program=${encodeURIComponent(id)}`}>
              {members.toLocaleString('en-US')}
            </AppLink>,
            rows.toLocaleString('en-US'),
          ],
        };
      })}
    />
  );
}
