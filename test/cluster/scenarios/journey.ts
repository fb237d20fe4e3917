import { DEMO_PASSWORD } from '../../../src/dev/keycloak/demo.ts';
import { until } from '../../support/wait.ts';
import type { Cluster } from '../cluster.ts';
import { startImport, untilEnded } from '../imports.ts';
import { activate, openLink, signIn, signInAfterwards, visitor } from '../journey.ts';
import { CLIENT_ADDRESS } from '../outside.ts';
import { createConsoleUsers, firstMail, invite, newAddresses, statusOf, untilMailed } from '../people.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** What people do when nothing is wrong. */
export const journey: readonly Scenario[] = [
  {
    name: 'journey',
    what: 'an administrator invites, the person activates and signs in, both sign out, in the browser',
    run: inBrowser,
  },
  { name: 'import', what: 'an import', run: plainImport },
  { name: 'console-users', what: 'users who are created in the console, one after the other', run: consoleUsers },
];

async function inBrowser(cluster: Cluster): Promise<Figure[]> {
  const { publicUrl, loginUrl, admin, ask } = cluster;
  const [email = ''] = newAddresses(1, 'viaje');
  const desk = await visitor(cluster, 'desktop');
  await signIn(desk, `${publicUrl}/admin`, 'admin@amperecloud.test', DEMO_PASSWORD);
  await desk.goto(`${publicUrl}/admin/invitaciones/nueva`);
  await desk.fill('[name="email"]', email);
  await desk.click('main form [type="submit"]');
  await desk.waitForURL(/\/admin\/invitaciones\/[0-9a-f-]{36}/);
  await firstMail(cluster, email);
  const phone = await visitor(cluster);
  await openLink(phone, await cluster.mail.link(email));
  await activate(phone);
  await signInAfterwards(phone, cluster);
  const greeting = (await phone.textContent('h1')) ?? '';
  await desk.goto(`${publicUrl}/admin?${new URLSearchParams({ search: email })}`);
  const listed = ((await desk.textContent('main')) ?? '').includes(email);
  await phone.goto(`${publicUrl}/salir`);
  await phone.getByRole('main').getByRole('button', { name: 'Cerrar sesión', exact: true }).click();
  await phone.waitForURL(`${publicUrl}/salir*`);
  await phone.goto(`${publicUrl}/perfil`);
  await phone.waitForSelector('#username');
  const [user] = await admin.users.find({ email, exact: true });
  // What the sidecar asks by itself comes from itself.
  const own = ['CODE_TO_TOKEN', 'REFRESH_TOKEN', 'CLIENT_LOGIN'];
  const from = await until('events of the person', async () => {
    const events = await admin.realms.findEvents({ realm: admin.realmName, user: user?.id ?? '', max: 50 });
    const theirs = events.filter(({ type = '' }) => !own.includes(type));
    return theirs.length > 0 && [...new Set(theirs.map(({ ipAddress }) => ipAddress))].join(', ');
  });
  const closed = await ask(`${loginUrl}/admin/master/console/`);
  const { sslRequired } = (await admin.realms.findOne({ realm: admin.realmName })) ?? {};
  return [
    { what: 'the profile page greets', value: greeting.includes('Ana Prado Ruiz') ? 'yes' : greeting, is: 'yes' },
    { what: 'the invitation', value: await statusOf(cluster, email), is: 'activated' },
    { what: 'shown in the list', value: listed ? 'yes' : 'no', is: 'yes' },
    { what: 'mails to the person', value: cluster.mail.to(email).length, is: 1 },
    { what: 'where the person comes from, as Keycloak has written down', value: from, is: CLIENT_ADDRESS },
    { what: 'Keycloak’s console from outside', value: closed.status, is: 403 },
    { what: 'the realm asks for https', value: sslRequired ?? '', is: 'external' },
  ];
}

async function plainImport(cluster: Cluster): Promise<Figure[]> {
  const people = Number(process.env.CLUSTER_IMPORT ?? 200);
  const addresses = newAddresses(people, 'fila');
  const started = performance.now();
  const { id } = await startImport(cluster, addresses);
  const { state, sent } = await untilEnded(cluster, id);
  const seconds = (performance.now() - started) / 1000;
  const { mailed, twice } = await untilMailed(cluster, addresses);
  return [
    { what: 'the import', value: state, is: 'done' },
    { what: 'sent by its own word', value: sent, is: people },
    { what: 'mailed', value: `${mailed}/${people}`, is: `${people}/${people}` },
    { what: 'mailed twice', value: twice, is: 0 },
    { what: 'people a second', value: people / seconds },
  ];
}

async function consoleUsers(cluster: Cluster): Promise<Figure[]> {
  const people = 10;
  const addresses = newAddresses(people, 'consola');
  const times: number[] = [];
  for (const address of addresses) {
    const started = performance.now();
    await createConsoleUsers(cluster, [address]);
    times.push(((await firstMail(cluster, address)) - started) / 1000);
  }
  const { mailed, twice } = await untilMailed(cluster, addresses);
  const [invited = ''] = newAddresses(1, 'api');
  const { status } = await invite(cluster, invited);
  return [
    { what: 'mailed', value: `${mailed}/${people}`, is: `${people}/${people}` },
    { what: 'mailed twice', value: twice, is: 0 },
    { what: 'longest time from the account to the mail', value: Math.max(...times), unit: 's', atMost: 10 },
    { what: 'an invitation over the API', value: status, is: 201 },
  ];
}
