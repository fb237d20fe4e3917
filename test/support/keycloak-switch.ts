import { createServer, request } from 'node:http';
import { listenOnLoopback } from './loopback.ts';

/**
 * A proxy between a sidecar and the real Keycloak that can be cut, so that tests see what people meet while Keycloak is away, without taking it from
 * other suites.
 */
export interface Switch {
  /** Give it to the sidecar as KEYCLOAK_URL. */
  url: string;
  /** From now on connections are refused, or every request is answered with this status, and with `Retry-After`, as by a proxy in front of Keycloak. */
  cut(status?: number): void;
  /**
   * Lets so many requests through that can change something (all but reading by the admin API); from then on connections are refused, as if the sidecar had died
   * before the next one.
   */
  cutAfter(count: number): void;
  /** From now on requests wait so many milliseconds before Keycloak sees them. */
  slow(milliseconds: number): void;
  /** Undoes `cut`, `slow` and `answerNext`. */
  restore(): void;
  /** The next request of this method and path is cut off: before Keycloak sees it, or after it has done the work. */
  loseNext(method: string, path: RegExp, when: 'request' | 'answer'): void;
  /** Answers the next requests of this method and path itself, so many times. */
  answerNext(times: number, method: string, path: RegExp, answer: { status: number; body: object }): void;
  /** Whether the request of `loseNext` has come. */
  readonly hasLost: boolean;
  /** Holds back Keycloak's answer to the next request of this method and path until `act` is done. */
  doBeforeAnswer(method: string, path: RegExp, act: () => Promise<unknown>): void;
  /** The same for each request of this method and path. */
  doBeforeEachAnswer(method: string, path: RegExp, act: () => Promise<unknown>): void;
  /** All requests so far, in order: `POST /admin/realms/…`. */
  readonly requests: readonly string[];
  forgetRequests(): void;
  stop(): Promise<void>;
}

/** Seconds that a proxy asks for while Keycloak is cut off. */
export const RETRY_AFTER = '2';

export async function startSwitch(keycloakUrl: string): Promise<Switch> {
  const target = new URL(keycloakUrl);
  let away: number | boolean = false;
  let wait = 0;
  let left = Number.POSITIVE_INFINITY;
  const answers: { times: number; method: string; path: RegExp; status: number; body: object }[] = [];
  let trap: { method: string; path: RegExp; when: 'request' | 'answer' | (() => Promise<unknown>); stays?: true } | undefined;

  const requests: string[] = [];

  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    requests.push(`${method} ${url}`);
    const caught = trap?.method === method && trap.path.test(url) ? trap.when : undefined;
    if (caught && !trap?.stays) trap = undefined;
    const instead = answers.find((one) => one.times > 0 && one.method === method && one.path.test(url));
    if (instead) {
      instead.times -= 1;
      incoming.resume();
      return void outgoing.writeHead(instead.status, { 'content-type': 'application/json' }).end(JSON.stringify(instead.body));
    }
    const isReading = method === 'GET' && url.startsWith('/admin/');
    if (!isReading && left <= 0) away = true;
    if (!isReading) left -= 1;
    if (typeof away === 'number')
      return void outgoing.writeHead(away, { 'content-type': 'text/html', 'retry-after': RETRY_AFTER }).end('<h1>away</h1>');
    if (away || caught === 'request') return void incoming.socket.destroy();
    // Keycloak names itself by the host that it was asked under: the one that browsers use.
    const options = { method, agent: false, headers: { ...headers, host: target.host } };
    const call = request(new URL(url, target), options, (answer) => {
      if (caught === 'answer') return void incoming.socket.destroy();
      const pass = () => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      };
      if (typeof caught !== 'function') return pass();
      caught().then(pass, () => incoming.socket.destroy());
    });
    call.once('error', () => incoming.socket.destroy());
    if (wait > 0) setTimeout(() => incoming.pipe(call), wait);
    else incoming.pipe(call);
  });
  const { port, hangUp, stop } = await listenOnLoopback(server);

  return {
    url: `http://127.0.0.1:${port}`,
    cut(status) {
      away = status ?? true;
      hangUp();
    },
    cutAfter(count) {
      left = count;
    },
    slow(milliseconds) {
      wait = milliseconds;
    },
    restore() {
      away = false;
      left = Number.POSITIVE_INFINITY;
      wait = 0;
      answers.length = 0;
    },
    answerNext(times, method, path, answer) {
      answers.push({ times, method, path, ...answer });
    },
    get hasLost() {
      return trap === undefined && answers.every(({ times }) => times === 0);
    },
    loseNext(method, path, when) {
      trap = { method, path, when };
    },
    doBeforeAnswer(method, path, act) {
      trap = { method, path, when: act };
    },
    doBeforeEachAnswer(method, path, act) {
      trap = { method, path, when: act, stays: true };
    },
    requests,
    forgetRequests() {
      requests.length = 0;
    },
    stop,
  };
}
