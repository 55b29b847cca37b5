import { fetchedView } from '../../views/fetched-view.tsx';

// Pages that belong to no program, whose code is fetched when they are first opened.

const notFetched = {
  title: 'This page couldn’t be loaded',
  line: 'Nothing was changed. Check your connection and try again; if it stays like this, load the page anew.',
};

export const VerifyPlace = fetchedView(async () => (await import('../proof/verify-page.tsx')).VerifyPage, notFetched);

export const DevicePlace = fetchedView(async () => (await import('../device/device-page.tsx')).DevicePage, {
  title: 'This page couldn’t be loaded',
  line: 'Nothing was signed in. Check your connection and try again; if it stays like this, load the page anew.',
});

export const AdminPlace = fetchedView(async () => (await import('../admin/admin-place.tsx')).AdminPlace, notFetched);
export const RollUpPlace = fetchedView(
  async () => (await import('../roll-ups/roll-up-place.tsx')).RollUpPlace,
  notFetched,
);
export const LinkPlace = fetchedView(async () => (await import('../account/link-page.tsx')).LinkPage, notFetched);
export const AccountPlace = fetchedView(
  async () => (await import('../account/account-page.tsx')).AccountPage,
  notFetched,
);
export const SetupPlace = fetchedView(
  async () => (await import('../start/first-administrator.tsx')).FirstAdministrator,
  notFetched,
);
