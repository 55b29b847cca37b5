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

/** A timeline, a month or a map: one page with an address for each. */
const schedulePage = fetched(async () => (await import('../schedule/schedule-page.tsx')).SchedulePage);

/** The texts of reports have an address, and so has each report. */
const reportsPage = fetched(async () => (await import('../reports/reports-page.tsx')).ReportsPage);

/** The month that is closed next, or one of those before. */
const closePage = fetched(async () => (await import('../close/close-page.tsx')).ClosePage);

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
    page: schedulePage,
    itemPage: schedulePage,
  },
  {
    path: 'schools',
    label: 'Schools',
    page: fetched(async () => (await import('../schools/schools-page.tsx')).SchoolsPage),
    itemPage: fetched(async () => (await import('../schools/school-page.tsx')).SchoolPage),
  },
  {
    path: 'projects',
    label: 'Projects',
    page: fetched(async () => (await import('../projects/projects-page.tsx')).ProjectsPage),
    itemPage: fetched(async () => (await import('../projects/project-page.tsx')).ProjectPage),
  },
  {
    path: 'money',
    label: 'Money',
    page: fetched(async () => (await import('../money/money-page.tsx')).MoneyPage),
  },
  {
    path: 'changes',
    label: 'Changes',
    page: fetched(async () => (await import('../changes/changes-page.tsx')).ChangesPage),
    itemPage: fetched(async () => (await import('../changes/change-page.tsx')).ChangeItemPage),
  },
  {
    path: 'close',
    label: 'Close',
    page: closePage,
    itemPage: closePage,
  },
  {
    path: 'moved',
    label: 'What moved',
    page: fetched(async () => (await import('../moved/moved-page.tsx')).MovedPage),
  },
  {
    path: 'reports',
    label: 'Reports',
    page: reportsPage,
    itemPage: reportsPage,
  },
  {
    path: 'workbooks',
    label: 'Workbooks',
    page: fetched(async () => (await import('../workbooks/workbooks-page.tsx')).WorkbooksPage),
    itemPage: fetched(async () => (await import('../import/import-pages.tsx')).ImportPages),
  },
  {
    path: 'questions',
    label: 'Questions',
    page: fetched(async () => (await import('../questions/questions-page.tsx')).QuestionsPage),
  },
  {
    path: 'audit',
    label: 'Proof',
    page: fetched(async () => (await import('../proof/audit-page.tsx')).AuditPage),
  },
  {
    path: 'people',
    label: 'People',
    page: fetched(async () => (await import('../people/people-page.tsx')).PeoplePage),
  },
  {
    path: 'settings',
    label: 'Settings',
    page: fetched(async () => (await import('../settings/settings-page.tsx')).SettingsPage),
  },
];
