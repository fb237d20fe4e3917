import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { TEST_CLIENT } from '../../support/realm-setup.ts';
import { until } from '../../support/wait.ts';
import { answers } from '../answers.ts';
import type { Cluster } from '../cluster.ts';
import { importScenario, importUnder } from '../imports.ts';
import { activate, hasPassword, openLink, signInAfterwards, visitor } from '../journey.ts';
import { createConsoleUsers, firstMail, invite, newAddresses, untilMailed } from '../people.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** Keycloak's nodes die, are slow, or answer that they cannot. */
export const keycloakAway: readonly Scenario[] = [
  { name: 'node-between', what: 'a node is killed while a person fills in the page; each node once', run: nodeBetween },
  importScenario({
    name: 'node-import',
    what: 'a node is killed in the middle of an import',
    setting: 'CLUSTER_NODE_IMPORT',
    people: 800,
    fault: async ({ nodes }) => nodes[0]?.kill(),
  }),
  { name: 'keycloak-away', what: 'all Keycloaks are killed, and come back', run: allAway },
  { name: 'keycloak-slow', what: 'each answer of Keycloak takes three seconds more', run: slow },
  importScenario({
    name: 'keycloak-5xx',
    what: 'Keycloak answers 503 for 20 seconds in the middle of an import',
    setting: 'CLUSTER_5XX_IMPORT',
    people: 200,
    async fault({ line }) {
      line.cut(503);
      await delay(20_000);
      line.restore();
    },
  }),
];

async function nodeBetween(cluster: Cluster): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const node of cluster.nodes) {
    const [email = ''] = newAddresses(1, 'entre');
    await invite(cluster, email);
    await firstMail(cluster, email);
    const page = await visitor(cluster);
    await openLink(page, await cluster.mail.link(email));
    await node.kill();
    const started = performance.now();
    await activate(page);
    await signInAfterwards(page, cluster);
    figures.push({ what: `${node.name} killed: activated and signed in`, value: page.url(), is: `${cluster.publicUrl}/perfil` });
    figures.push({ what: 'from the form to the profile', value: (performance.now() - started) / 1000, unit: 's' });
    await cluster.heal();
  }
  return figures;
}

/** Somebody who is signed in, somebody with the page open, and somebody with a link. */
async function allAway(cluster: Cluster): Promise<Figure[]> {
  const { publicUrl, nodes, webs } = cluster;
  const [signedIn = '', typing = '', later = ''] = newAddresses(3, 'fuera');
  for (const email of [signedIn, typing, later]) {
    await invite(cluster, email);
    await firstMail(cluster, email);
  }
  const inside = await visitor(cluster);
  await openLink(inside, await cluster.mail.link(signedIn));
  await activate(inside);
  await signInAfterwards(inside, cluster);
  const open = await visitor(cluster);
  await openLink(open, await cluster.mail.link(typing));

  await Promise.all(nodes.map((node) => node.kill()));
  const link = await cluster.mail.link(later);
  const started = performance.now();
  const away = await cluster.ask(link, { headers: { accept: 'text/html', 'accept-language': 'es' } });
  const seconds = (performance.now() - started) / 1000;
  await activate(open);
  await until('an answer to the form', async () => /\S/.test((await open.textContent('main').catch(() => '')) ?? ''));
  const kept = (await open.inputValue('[name="firstName"]').catch(() => '')) === 'Ana';
  const alive = webs.every((web) => web.running);
  // One after the other: two that start at the same moment are two clusters for up to a minute, which know nothing of each other's sign-ins.
  for (const node of nodes) await node.start();
  await openAgain(inside, `${publicUrl}/perfil`);
  const goesOn = inside.url() === `${publicUrl}/perfil`;
  const after = await visitor(cluster);
  for (const [page, email] of [
    [after, later],
    [open, typing],
  ] as const) {
    const address = await cluster.mail.link(email);
    await openAgain(page, address);
    await openLink(page, address);
    await activate(page);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
  }
  return [
    { what: 'the page of a link meanwhile', value: away.status, is: 503 },
    { what: 'and its time', value: seconds, unit: 's', atMost: 15 },
    { what: 'it has words for people', value: /<h1/.test(away.body) ? 'yes' : away.body.slice(0, 80), is: 'yes' },
    { what: 'what was typed is still there', value: kept ? 'yes' : 'no' },
    { what: 'web processes that go on', value: alive ? 'all' : 'not all', is: 'all' },
    { what: 'afterwards: the session goes on without a new sign-in', value: goesOn ? 'yes' : inside.url(), is: 'yes' },
    { what: 'the link activates', value: (await hasPassword(cluster, later, TEST_CLIENT)) ? 'yes' : 'no', is: 'yes' },
    {
      what: 'the link of the open page activates',
      value: (await hasPassword(cluster, typing, TEST_CLIENT)) ? 'yes' : 'no',
      is: 'yes',
    },
  ];
}

/** Opens a page as somebody does who is told that the service is away: again, until it is back. Nodes that have just started answer late. */
async function openAgain(page: Page, address: string): Promise<void> {
  const isBack = async () => {
    const answer = await page.goto(address);
    return answer !== null && answer.status() < 500;
  };
  await until(`the page ${new URL(address).pathname}`, isBack, { timeout: 120_000, interval: 1000 });
}

async function slow(cluster: Cluster): Promise<Figure[]> {
  const { line } = cluster;
  const [email = '', console = ''] = newAddresses(2, 'lento');
  await invite(cluster, email);
  await firstMail(cluster, email);
  line.slow(3000);
  const page = await visitor(cluster);
  const started = performance.now();
  await openLink(page, await cluster.mail.link(email));
  const opened = performance.now();
  await activate(page);
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  const activated = performance.now();
  await signInAfterwards(page, cluster);
  const created = performance.now();
  await createConsoleUsers(cluster, [console]);
  const mailed = await firstMail(cluster, console, 180_000);
  const healthy = await answers(`${line.url}/auth/realms/amperecloud`);
  const figures = await importUnder(cluster, {
    people: Number(process.env.CLUSTER_SLOW_IMPORT ?? 40),
    at: 0,
    fault: async () => {},
    twice: 0,
  });
  line.restore();
  const once = await untilMailed(cluster, [email, console]);
  return [
    { what: 'the page', value: (opened - started) / 1000, unit: 's', atMost: 30 },
    { what: 'from the form to the sign-in', value: (activated - opened) / 1000, unit: 's', atMost: 60 },
    { what: 'signed in', value: page.url(), is: `${cluster.publicUrl}/perfil` },
    { what: 'from a console account to its mail', value: (mailed - created) / 1000, unit: 's', atMost: 120 },
    { what: 'Keycloak answers by this line', value: healthy ? 'yes' : 'no' },
    { what: 'mailed twice', value: once.twice, is: 0 },
    ...figures,
  ];
}
