import { loadConfig } from '../src/settings/config.ts';
import { createNewKeys } from './crowd/new-keys.ts';
import { countRequests } from './crowd/requests.ts';
import { crowd, ourSide, type Round, rawSide } from './crowd/sides.ts';
import { createSpent, type Spent } from './crowd/spent.ts';
import { median, percentile, timed } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { openMailbox } from './mailbox.ts';
import { createOwnRealm } from './own-realm.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/**
 * Nine in the morning: many people follow their mails at once. Each opens the link and sends the form; beside it, in turn, as many people go through
 * Keycloak's own pages (in our theme) without us. A round of ours ends twice: when the last person is through, and when all is written down that the
 * process writes afterwards, so that none of it is left to the next round. What a worker does with those who are active is counted, not timed.
 * CROWD_PEOPLE, CROWD_AT_ONCE and CROWD_ROUNDS (pairs of rounds) change the sizes; CROWD_PARTS=requests or CROWD_PARTS=rounds leaves the other out.
 */
export const topic: Topic = { title: 'Crowd: people who activate at once, on our page and on Keycloak’s own', measure };

const PEOPLE = Number(process.env.CROWD_PEOPLE ?? 200);
const AT_ONCE = Number(process.env.CROWD_AT_ONCE ?? 40);
const ROUNDS = Number(process.env.CROWD_ROUNDS ?? 5);
const PARTS = (process.env.CROWD_PARTS ?? 'requests,rounds').split(',');
/** People of each side who warm up the compilers of Keycloak and of the sidecar. */
const WARM = Number(process.env.CROWD_WARM ?? 150);

/** One round of each side. `written`: seconds until all was written down, too. */
interface Pair {
  raw: Round & { spent: Spent };
  ours: Round & { spent: Spent; written: number };
}

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const { log } = ground;
  const mailbox = await openMailbox();
  try {
    const realm = await createOwnRealm(ground, 'bench-crowd', mailbox.port);
    const env = { ...realm.env, ROLE: 'web', ACTIVATION_RATE_LIMIT: '1000000' };
    const config = loadConfig(env);
    const newKeys = createNewKeys(config, mailbox);
    const counts = PARTS.includes('requests') ? await countRequests({ env, config, newKeys, log }) : [];
    if (!PARTS.includes('rounds')) return counts;
    const sidecar = await startSidecar(env);
    try {
      const [raw, ours] = [rawSide(config.keycloak), ourSide(config)];
      const spentDuring = createSpent(env, sidecar);
      const rawRound = async (count: number) => {
        const keys = await newKeys(count);
        return spentDuring(count, () => crowd(raw, keys, AT_ONCE));
      };
      const ourRound = async (count: number) => {
        const keys = await newKeys(count);
        return spentDuring(count, async () => {
          const round = await crowd(ours, keys, AT_ONCE);
          // Pages behind it wait for what is being written.
          const more = await timed(() => fetch(`${config.publicUrl}/ayuda`).then((answer) => answer.text()));
          return { ...round, written: round.seconds + more / 1000 };
        });
      };
      await rawRound(WARM);
      await ourRound(WARM);
      const pairs: Pair[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        // Who goes first changes, as what others do on this machine does.
        const first = round % 2 === 0 ? await rawRound(PEOPLE) : undefined;
        const pair = { ours: await ourRound(PEOPLE), raw: first ?? (await rawRound(PEOPLE)) };
        pairs.push(pair);
        log(`  ${lineOf(pair)}`);
      }
      return [...counts, ...compared(pairs)];
    } finally {
      await endSidecar(sidecar);
    }
  } finally {
    await mailbox.close();
  }
}

const rateOf = (seconds: number) => PEOPLE / seconds;
const ratioOf = ({ raw, ours }: Pair) => raw.seconds / ours.seconds;
const wholeRatioOf = ({ raw, ours }: Pair) => raw.seconds / ours.written;
const late = ({ sendings }: Round) => percentile(sendings, 95);
const lateRatioOf = ({ raw, ours }: Pair) => late(ours) / late(raw);

function lineOf(pair: Pair): string {
  const { raw, ours } = pair;
  const spent = ({ keycloak, sidecar, people }: Spent) =>
    `${[keycloak, sidecar, people].map((time) => time.toFixed(0)).join('+')} ms`;
  return [
    `${rateOf(raw.seconds).toFixed(1)}/s : ${rateOf(ours.seconds).toFixed(1)}/s = ${ratioOf(pair).toFixed(2)}`,
    `written ${rateOf(ours.written).toFixed(1)}/s = ${wholeRatioOf(pair).toFixed(2)}`,
    `p95 ${late(raw).toFixed(0)} : ${late(ours).toFixed(0)} ms = ${lateRatioOf(pair).toFixed(2)}`,
    `processor (Keycloak+sidecar+people) ${spent(raw.spent)} : ${spent(ours.spent)}`,
    ...new Set([...raw.faults, ...ours.faults].slice(0, 3)),
  ].join('; ');
}

function compared(pairs: Pair[]): Measurement[] {
  const middle = (what: (pair: Pair) => number) => median(pairs.map(what));
  const used = ({ spent }: { spent: Spent }) => spent.keycloak + spent.sidecar + spent.people;
  return [
    { what: `Keycloak’s own pages, ${AT_ONCE} at once`, value: middle(({ raw }) => rateOf(raw.seconds)), unit: 'people/s' },
    { what: `our page, ${AT_ONCE} at once`, value: middle(({ ours }) => rateOf(ours.seconds)), unit: 'people/s' },
    { what: 'our page, with what is written afterwards', value: middle(({ ours }) => rateOf(ours.written)), unit: 'people/s' },
    { what: 'our page / Keycloak’s own pages', value: middle(ratioOf), unit: '×', goal: { atLeast: 0.9 } },
    { what: 'the same, with what is written afterwards', value: middle(wholeRatioOf), unit: '×' },
    { what: 'Keycloak’s own pages, after the first: p95', value: middle(({ raw }) => late(raw)), unit: 'ms' },
    { what: 'POST /activar: p95', value: middle(({ ours }) => late(ours)), unit: 'ms' },
    { what: 'POST / Keycloak’s own pages: p95', value: middle(lateRatioOf), unit: '×', goal: { atMost: 1.15 } },
    { what: 'processor time for it, all together', value: middle(({ raw, ours }) => used(raw) / used(ours)), unit: '×' },
    { what: 'failed on our page', value: pairs.flatMap(({ ours }) => ours.faults).length, unit: 'people', goal: { atMost: 0 } },
  ];
}
