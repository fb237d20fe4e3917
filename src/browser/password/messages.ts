import type { Strength } from '../../strength/score.ts';

/** What page and worker say to each other. */
export interface StrengthQuestion {
  password: string;
  personal: string[];
}
export type StrengthAnswer = Strength;
