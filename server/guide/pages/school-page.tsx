/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { GuideSchool, GuideWork, InstalledSystem } from '../../../shared/guide/guide-model.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';
import { yearsBetween } from '../../../shared/tables/kinds/calendar-dates.ts';
import { dayWords, moneyWords, statusWords, termWords, workDayWords } from '../guide-words.ts';
import { Layout } from './layout.tsx';
import type { PageContext } from './page-context.ts';
import { Timeline } from './timeline.tsx';
import { WideTable } from './wide-table.tsx';

interface SchoolPageProps {
  readonly context: PageContext;
  readonly school: GuideSchool;
}

/** What happens at a school, when, and what it costs. */
export function SchoolPage({ context, school }: SchoolPageProps) {
  const { words, linkTo } = context;
  const { code, name, work, systems, contactRole } = school;
  return (
    <Layout context={context} title={name}>
      <h1>{name}</h1>
      <dl class="facts">
        <dt>{words.school}</dt>
        <dd>
          {code} · {termWords(school.type, words)}
        </dd>
        <dt>{words.region}</dt>
        <dd>
          {termWords(school.region, words)} · {words.boardDistrict} {school.boardDistrict}
        </dd>
        <dt>{words.address}</dt>
        <dd>{school.address}</dd>
        {contactRole !== null && (
          <>
            <dt>{words.contact}</dt>
            <dd>{contactRole}</dd>
          </>
        )}
      </dl>
      <h2>{words.whatHappens}</h2>
      {work.length === 0 && <p>{words.nothingHere}</p>}
      <Timeline context={context} name={name} work={work} />
      {work.map((line) => (
        <WorkCard context={context} work={line} />
      ))}
      <BlockedDays context={context} work={work} />
      <Installed context={context} systems={systems} />
      <h2>{words.takeAlong}</h2>
      <p>
        <a href={linkTo({ kind: 'calendar', code })}>{words.calendar}</a>{' '}
        <span class="quiet">{words.calendarNote}</span>
      </p>
    </Layout>
  );
}

function WorkCard({ context, work }: { readonly context: PageContext; readonly work: GuideWork }) {
  const { model, words, linkTo } = context;
  const sources = model.projects.get(work.project)?.sources ?? [];
  return (
    <section class="card">
      <h3>
        <a href={linkTo({ kind: 'project', number: work.project, page: 1 })}>{work.projectName}</a>{' '}
        <span class="quiet">{work.project}</span>
      </h3>
      <dl class="facts">
        <dt>{words.howItStands}</dt>
        <dd class={isLate(work) ? 'late' : ''}>{statusWords(work, model.asOf, words)}</dd>
        {work.systems.length > 0 && (
          <>
            <dt>{words.whatItIs}</dt>
            <dd>{work.systems.map((system) => termWords(system, words)).join(', ')}</dd>
          </>
        )}
        <dt>{words.starts}</dt>
        <dd>{workDayWords(work.start, words)}</dd>
        <dt>{words.finishes}</dt>
        <dd>{workDayWords(work.finish, words)}</dd>
        {work.baselineFinish !== null && (
          <>
            <dt>{words.firstPlanned}</dt>
            <dd>{dayWords(work.baselineFinish, words)}</dd>
          </>
        )}
        {work.cost !== null && (
          <>
            <dt>{words.costHere}</dt>
            <dd>{moneyWords(work.cost, words)}</dd>
          </>
        )}
        {sources.length > 0 && (
          <>
            <dt>{words.paidFrom}</dt>
            <dd>{sources.map(({ name }) => name).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Days on which there is no noisy work, as far as they are to come. */
function BlockedDays({
  context: { model, words },
  work,
}: {
  readonly context: PageContext;
  readonly work: readonly GuideWork[];
}) {
  const spans = new Map(
    work
      .flatMap(({ blocked }) => blocked)
      .filter(({ to }) => to >= model.asOf)
      .map((span) => [`${span.from}/${span.to}`, span]),
  );
  if (spans.size === 0) return null;
  return (
    <>
      <h2>{words.blockedDays}</h2>
      <p>{words.blockedNote}</p>
      <ul>
        {[...spans.values()]
          .sort((a, b) => a.from.localeCompare(b.from))
          .map(({ from, to }) => (
            <li>{words.blockedSpan(dayWords(from, words), dayWords(to, words))}</li>
          ))}
      </ul>
    </>
  );
}

function Installed({
  context: { model, words },
  systems,
}: {
  readonly context: PageContext;
  readonly systems: readonly InstalledSystem[];
}) {
  if (systems.length === 0) return null;
  return (
    <>
      <h2>{words.installed}</h2>
      <WideTable name={words.installed}>
        <thead>
          <tr>
            <th scope="col">{words.systems}</th>
            <th scope="col">{words.quantity}</th>
            <th scope="col">{words.installedIn}</th>
            <th scope="col">{words.age}</th>
            <th scope="col">{words.endOfSupport}</th>
          </tr>
        </thead>
        <tbody>
          {systems.map(({ name, quantity, unit, installedDate, endOfSupport }) => (
            <tr>
              <th scope="row">{termWords(name, words)}</th>
              <td>
                {quantity === null
                  ? ''
                  : `${quantity.toLocaleString(words.tag)} ${termWords(unit ?? '', words)}`.trim()}
              </td>
              <td>{installedDate === null ? '' : installedDate.slice(0, 4)}</td>
              <td>{installedDate === null ? '' : words.years(yearsBetween(installedDate, model.asOf))}</td>
              <td>{endOfSupport === null ? '' : dayWords(endOfSupport, words)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
