import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { StandingMark } from '../../components/standing-mark.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { workWords, type SchoolRow } from './school-rows.ts';

interface SchoolListProps {
  readonly caption: string;
  readonly rows: readonly SchoolRow[];
  /** The day that what happens is told of. */
  readonly asOf: string;
}

/** Schools with where they are, how it stands there, what happens and what it costs; each leads to its page. */
export function SchoolList({ caption, rows, asOf }: SchoolListProps) {
  return (
    <DataTable
      caption={caption}
      columns={[
        { label: 'School' },
        { label: 'Where' },
        { label: 'How it stands' },
        { label: 'What happens' },
        { label: 'Current budget', isNumber: true },
      ]}
      rows={rows.map((row) => ({
        id: row.code,
        cells: [
          <>
            <ProgramLink page={`schools/${row.code}`}>{row.name}</ProgramLink> {row.code}
          </>,
          `${row.region}, district ${row.boardDistrict}`,
          <StandingMark key="standing" standing={row.standing} />,
          workWords(row.work, asOf),
          formatMoney(row.current),
        ],
      }))}
    />
  );
}
