import { setTimeout as delay } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { consoleAdmin } from '../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../src/dev/keycloak/fixed-names.ts';
import { createHttp } from '../src/keycloak/api/http.ts';
import { keycloakServer } from '../src/keycloak/api/server.ts';
import { startVisit } from '../src/keycloak/ride/visit.ts';
import { loadConfig } from '../src/settings/config.ts';
import { openCountingProxy } from './counting-proxy.ts';
import { ask, compare } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { openMailbox } from './mailbox.ts';
import { passwordFields } from './raw.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/** Terms and an app for one-time codes on our page, against Keycloak's own pages of the same sent raw. */
export const topic: Topic = { title: 'Ways: terms and one-time codes beside the password', measure };

const PASSWORD = 'Faro-8-nube-Lima';
const MORE = ['TERMS_AND_CONDITIONS', 'CONFIGURE_TOTP'];
/** The first third only warms Keycloak's compiler up, on both sides alike. */
const RIDES = Number(process.env.WAYS_RIDES ?? 90);
const PAUSE = 100;

async function measure({ admin, config, env }: BenchGround): Promise<Measurement[]> {
  const mailbox = await openMailbox();
  const console = consoleAdmin({ url: config.keycloak.url, realm: REALM, ...CONSOLE_ADMIN });
  const realm = await console.realms.findOne({ realm: REALM });
  await console.realms.update({ realm: REALM }, { smtpServer: { ...realm?.smtpServer, port: String(mailbox.port) } });
  for (const action of await console.authenticationManagement.getRequiredActions()) {
    const { alias = '' } = action;
    if (MORE.includes(alias))
      await console.authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: true });
  }
  // Both sides ask Keycloak over it while requests are counted, and without it while time is taken.
  const proxy = await openCountingProxy(config.keycloak.url);
  const counted = { ...env, KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: config.keycloak.url };
  const started = (settings: Record<string, string>) =>
    startSidecar({ ...settings, ROLE: 'web', ACTIVATION_RATE_LIMIT: '1000000' });
  let sidecar = await started(counted);
  let server = keycloakServer(loadConfig(counted));
  const http = createHttp();
  let count = 0;

  const newKey = async (more: string[]): Promise<string> => {
    const email = `ways-${count++}@bench.test`;
    const actions = ['UPDATE_PROFILE', 'UPDATE_PASSWORD', ...more];
    const attributes = { 'invitation.id': ['x'], 'invitation.status': ['sent'] };
    const { id } = await admin.users.create({ username: email, email, enabled: true, requiredActions: actions, attributes });
    const redirectUri = `${config.publicUrl}/activada?i=x`;
    await admin.users.executeActionsEmail({ id, clientId: config.keycloak.clientId, redirectUri, actions });
    return new URL(await mailbox.linkTo(email)).searchParams.get('key') ?? '';
  };

  /** Answers Keycloak's pages as they come. */
  async function raw(key: string): Promise<void> {
    const visit = startVisit(server, { ip: '127.0.0.1', locale: 'es' });
    const info = await visit.get(`${server.issuer}/login-actions/action-token?key=${key}`);
    let current = await visit.get(info.state?.actionUri ?? '');
    while (current.state?.action) {
      const secret = newSecret();
      const answers: Record<string, Record<string, string>> = {
        terms: { accept: 'true' },
        'login-update-profile': { firstName: 'Ana', lastName: 'Prado', phone: '', locale: 'es' },
        'login-config-totp': { totp: codeOf(secret), totpSecret: secret, userLabel: '' },
        'login-update-password': passwordFields(PASSWORD),
      };
      current = await visit.post(current.state.action, new URLSearchParams(answers[current.state.page]));
    }
    if (current.state?.message?.code !== 'accountUpdatedMessage') throw new Error('the raw ride did not arrive');
  }

  /** What the page gives its form, good for each key. */
  async function shown() {
    const open = await fetch(`${config.publicUrl}/activar?key=${await newKey(MORE)}`);
    const page = await open.text();
    const [csrf = '', termsShown = ''] = ['_csrf', 'termsShown'].map(
      (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '',
    );
    const cookies = open.headers.getSetCookie().map((text) => text.split(';')[0]);
    return { csrf, termsShown, cookie: cookies.join('; ') };
  }

  async function ours(key: string): Promise<void> {
    const { csrf, termsShown, cookie } = given;
    const totpSecret = newSecret();
    const filled = { _csrf: csrf, key, firstName: 'Ana', lastName: 'Prado', phone: '', password: PASSWORD };
    const more = { terms: 'yes', termsShown, totpSecret, totp: codeOf(totpSecret) };
    const body = new URLSearchParams({ ...filled, ...more });
    const answer = await http(`${config.publicUrl}/activar`, { method: 'POST', body, headers: { cookie } });
    if (answer.status !== 303) throw new Error(`POST /activar answered ${answer.status}`);
  }

  let given = await shown();

  /** How often Keycloak's pages are asked for in a ride. */
  async function requestsOf(ride: (key: string) => Promise<void>, more: string[]): Promise<number> {
    const key = await newKey(more);
    const pages = () => proxy.byPath().reduce((sum, [what, times]) => sum + (what.includes('login-actions') ? times : 0), 0);
    const before = pages();
    await ride(key);
    return pages() - before;
  }

  try {
    const added = async (ride: typeof raw) => (await requestsOf(ride, MORE)) - (await requestsOf(ride, []));
    const [rawAdded, oursAdded] = [await added(raw), await added(ours)];
    await endSidecar(sidecar);
    sidecar = await started(env);
    server = keycloakServer(config);
    given = await shown();
    let key = '';
    const before = async () => {
      key = await newKey(MORE);
      await delay(PAUSE);
    };
    const [warmUp, pairs] = [Math.floor(RIDES / 3), Math.ceil((RIDES * 2) / 3)];
    const compared = (ready: () => Promise<void>) =>
      compare(
        () => raw(key),
        () => ours(key),
        warmUp,
        pairs,
        ready,
      );
    const { theirs, own, ratio } = await compared(async () => {
      await before();
      await ask(`${config.publicUrl}/activar?key=${key}`, { cookie: given.cookie });
    });
    const elsewhere = await compared(before);
    return [
      { what: 'raw: requests that terms and codes add', value: rawAdded, unit: 'requests' },
      { what: 'ours: requests that terms and codes add', value: oursAdded, unit: 'requests', goal: { atMost: 4 } },
      { what: 'all steps sent raw, median', value: theirs, unit: 'ms' },
      { what: 'POST /activar, median', value: own, unit: 'ms' },
      { what: 'POST /activar / all steps', value: ratio, unit: '×', goal: { atMost: 1.1 } },
      { what: 'POST /activar to a process that has not shown the page, median', value: elsewhere.own, unit: 'ms' },
      { what: 'the same / all steps', value: elsewhere.ratio, unit: '×', goal: { atMost: 1.1 } },
    ];
  } finally {
    await endSidecar(sidecar);
    proxy.close();
    await mailbox.close();
  }
}

const newSecret = (): string => new Secret({ size: 10 }).hex.slice(0, 20);
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromLatin1(secret) }).generate();
