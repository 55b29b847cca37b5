import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PresenceNews } from './presence/presence-news.ts';
import { createProgramEvents, type ProgramChange, type ProgramEvents } from './program-events.ts';
import { openDatabase, type Store } from './storage/database.ts';

const change: ProgramChange = { program: 'elm', revision: 7, by: 'Ana', count: 2, tables: ['sites'] };
const left: PresenceNews = { kind: 'left', program: 'elm', account: 'a', workbook: 'w' };

let store: Store;
let events: ProgramEvents;
/** What the database tells every process, as PostgreSQL does. */
let tell: (message: unknown) => void = () => {};
let listening = 0;
let isAway = false;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  listening = 0;
  isAway = false;
  events = createProgramEvents({
    ...store,
    listen: ({ hear }) => {
      if (isAway) return Promise.reject(new Error('The database is away.'));
      listening += 1;
      tell = (message) => hear(JSON.stringify(message));
      return Promise.resolve(() => Promise.resolve(void (listening -= 1)));
    },
  });
});
afterEach(async () => {
  await events.close();
  await store.close();
});

async function heardFrom(program: string): Promise<{ heard: ProgramChange[]; stop: () => void }> {
  const heard: ProgramChange[] = [];
  return { heard, stop: await events.subscribe(program, (each) => heard.push(each)) };
}

test('a revision is heard by the listeners of its program until they stop, one by one', async () => {
  const [one, two, other] = [await heardFrom('elm'), await heardFrom('elm'), await heardFrom('oak')];
  events.publish(change);
  one.stop();
  events.publish({ ...change, revision: 8 });
  two.stop();
  events.publish({ ...change, revision: 9 });
  expect([one, two, other].map(({ heard }) => heard.map(({ revision }) => revision))).toEqual([[7], [7, 8], []]);
});

test('who stops twice does not stop whoever has come since', async () => {
  const one = await heardFrom('elm');
  one.stop();
  const two = await heardFrom('elm');
  one.stop();
  events.publish(change);
  expect(two.heard).toEqual([change]);
});

test('what other processes commit is heard, what a newer version says besides is not', async () => {
  const { heard } = await heardFrom('elm');
  const news: PresenceNews[] = [];
  await events.hearForwarded((each) => news.push(each));
  tell(change);
  tell({ from: 'another process', presence: left });
  for (const unknown of [{ greeting: 'hello' }, { ...change, revision: 'x' }, null, 7]) tell(unknown);
  expect([heard, news]).toEqual([[change], [left]]);
});

test('the database is listened to once for all, and no longer after the end', async () => {
  expect(listening).toBe(0);
  const { heard } = await heardFrom('elm');
  await heardFrom('oak');
  const news: PresenceNews[] = [];
  await events.hearForwarded((each) => news.push(each));
  expect(listening).toBe(1);
  await events.close();
  expect(listening).toBe(0);
  tell(change);
  tell({ from: 'another process', presence: left });
  expect([heard, news]).toEqual([[], []]);
  await events.close();
});

test('[FG3] who comes while the database is away is told so, and who comes later hears', async () => {
  isAway = true;
  await expect(heardFrom('elm')).rejects.toThrow('The database is away.');
  isAway = false;
  const { heard } = await heardFrom('elm');
  tell(change);
  expect(heard).toEqual([change]);
});

test('on SQLite there is nobody to listen to and nobody to forward to', async () => {
  const alone = createProgramEvents(store);
  const heard: ProgramChange[] = [];
  await alone.subscribe('elm', (each) => heard.push(each));
  await alone.forward([left]);
  alone.publish(change);
  expect(heard).toEqual([change]);
  await alone.close();
});
