import workerUrl from 'worker:./strength-worker.ts';
import type { StrengthAnswer, StrengthQuestion } from './messages.ts';

/**
 * Asks the worker, which is fetched (some 200 KB) at the first question and not before. One question is under way at a time;
 * of those that come meanwhile only the last is asked.
 */
export function createStrengthMeter(answered: (answer: StrengthAnswer) => void): (question: StrengthQuestion) => void {
  let worker: Worker | undefined;
  let busy = false;
  let next: StrengthQuestion | undefined;

  function ask(question: StrengthQuestion): void {
    worker ??= start();
    if (busy) next = question;
    else {
      busy = true;
      worker.postMessage(question);
    }
  }

  function start(): Worker {
    const started = new Worker(workerUrl, { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<StrengthAnswer>) => {
      busy = false;
      const waiting = next;
      next = undefined;
      if (waiting) ask(waiting);
      else answered(data);
    };
    // Without its worker there is no meter: `busy` stays, and the page goes on without.
    started.onerror = (event) => event.preventDefault();
    return started;
  }

  return ask;
}
