import packed from 'strength:dictionaries';
import { unpackDictionaries } from '../../strength/packing.ts';
import { createEstimator } from '../../strength/score.ts';
import type { StrengthAnswer, StrengthQuestion } from './messages.ts';

/** Web Worker: estimates passwords off the page's thread. Nothing leaves the browser. */
declare const self: DedicatedWorkerGlobalScope;

const { dictionary, graphs } = unpackDictionaries(packed);
const estimate = createEstimator(dictionary, graphs);

self.onmessage = ({ data: { password, personal } }: MessageEvent<StrengthQuestion>) => {
  self.postMessage(estimate(password, personal) satisfies StrengthAnswer);
};
