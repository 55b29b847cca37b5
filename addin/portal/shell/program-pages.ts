import type { ComponentType } from 'react';
import { fetchedView, type FetchedView } from '../../views/fetched-view.tsx';
import type { ProgramPage, ProgramPageProps } from './program-page.ts';

const NOT_FETCHED = {
  title: 'This page couldn’t be loaded',
  line: 'Nothing was changed. Check your connection and try again; if it stays like this, load the page anew.',
};

function fetched(fetchPage: () => Promise<ComponentType<ProgramPageProps>>): FetchedView<ProgramPageProps> {
  return fetchedView(fetchPage, NOT_FETCHED);
}

/** The pages of a program in the order in which they are offered. */
export const programPages: readonly ProgramPage[] = [
  {
    path: '',
    label: 'Overview',
    page: fetched(async () => (await import('../overview/overview-page.tsx')).OverviewPage),
  },
  {
    path: 'schedule',
    label: 'Schedule',
    page: fetched(async () => (await import('../schedule/schedule-page.tsx')).SchedulePage),
  },
  {
    path: 'money',
    label: 'Money',
    page: fetched(async () => (await import('../money/money-page.tsx')).MoneyPage),
  },
  {
    path: 'reports',
    label: 'Reports',
    page: fetched(async () => (await import('../reports/reports-page.tsx')).ReportsPage),
  },
  {
    path: 'workbooks',
    label: 'Workbooks',
    page: fetched(async () => (await import('../workbooks/workbooks-page.tsx')).WorkbooksPage),
  },
];
