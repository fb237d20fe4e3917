/**
 * What stands in the one place where the workers of a realm agree on who sends (keycloak-lease.ts, redis-lease.ts), as text:
 * `<state>.<holder>.<beat> <until>`, or `<holder> 0` where the holder has stopped and nobody need wait for it.
 */
export interface LeaseNote {
  /**
   * `free`: nobody holds the lease. `works`: the holder works and writes the note again every few seconds. `rests`: the holder has nothing to do
   * and may go on at any time. `claims`: the holder waits until nobody else can be working. `old`: held by a worker of a version before 0.2, which
   * writes it again only once a minute.
   */
  state: 'free' | 'works' | 'rests' | 'claims' | 'old';
  /** A name that is new for each term on duty. */
  holder: string;
  /** How often the holder has written it: another number says that the holder is alive. */
  beat: number;
}

/** Milliseconds that a worker of a version before 0.2, which compares clocks, is kept away. */
const FOR_OLD_ONES = 90_000;

export function readLeaseNote(text: string | undefined): LeaseNote {
  const [first = '', until = ''] = (text ?? '').split(' ');
  const [, state, holder = '', beat] = /^(works|rests|claims)\.([^.]+)\.(\d+)$/.exec(first) ?? [];
  if (state !== undefined) return { state: state as LeaseNote['state'], holder, beat: Number(beat) };
  return { state: first === '' || until === '0' ? 'free' : 'old', holder: first, beat: 0 };
}

export function leaseNoteText({ state, holder, beat }: LeaseNote): string {
  if (state === 'free') return `${holder} 0`;
  return `${state}.${holder}.${beat} ${state === 'rests' ? 0 : Date.now() + FOR_OLD_ONES}`;
}
