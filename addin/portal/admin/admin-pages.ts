import type { ComponentType } from 'react';
import { fetchedView, type FetchedView } from '../../views/fetched-view.tsx';
import type { AdminPage, AdminPageProps } from './admin-page.ts';

function fetched(fetchPage: () => Promise<ComponentType<AdminPageProps>>): FetchedView<AdminPageProps> {
  return fetchedView(fetchPage, {
    title: 'This page couldn’t be loaded',
    line: 'Nothing was changed. Check your connection and try again; if it stays like this, load the page anew.',
  });
}

/** The pages of the administration in the order in which they are offered. */
export const adminPages: readonly AdminPage[] = [
  {
    path: 'programs',
    label: 'Programs',
    page: fetched(async () => (await import('./programs-page.tsx')).ProgramsPage),
  },
  {
    path: 'people',
    label: 'People',
    page: fetched(async () => (await import('./people-page.tsx')).PeoplePage),
    itemPage: fetched(async () => (await import('./person-page.tsx')).PersonPage),
  },
  {
    path: 'roll-ups',
    label: 'Roll-ups',
    page: fetched(async () => (await import('./roll-ups-page.tsx')).RollUpsPage),
  },
  {
    path: 'sign-in',
    label: 'Sign-in',
    page: fetched(async () => (await import('./sign-in-page.tsx')).SignInPage),
  },
  {
    path: 'log',
    label: 'Who did what',
    page: fetched(async () => (await import('./log-page.tsx')).LogPage),
  },
  {
    path: 'health',
    label: 'Health',
    page: fetched(async () => (await import('./health-page.tsx')).HealthPage),
  },
  {
    path: 'panes',
    label: 'Panes in use',
    page: fetched(async () => (await import('./panes-page.tsx')).PanesPage),
  },
  {
    path: 'jobs',
    label: 'Jobs',
    page: fetched(async () => (await import('./jobs-page.tsx')).JobsPage),
  },
];
