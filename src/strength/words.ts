/** What src/browser/activate.ts says, in `data-words`. `%score%`, `%met%` and `%all%` are filled in by it. */
export interface PasswordWords {
  show: string;
  showLabel: string;
  hide: string;
  hideLabel: string;
  met: string;
  unmet: string;
  progress: string;
  strength: string;
  /** Score 0 to 4. */
  scores: string[];
  /** Sentences by zxcvbn's own keys. */
  warnings: Record<string, string>;
  suggestions: Record<string, string>;
}
