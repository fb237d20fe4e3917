/** A check for `/readyz`: resolves if all is well, else throws. */
export type Check = () => Promise<void>;

/** A fault whose message `/readyz` may show to anybody. */
export class CheckError extends Error {}

/** A fault that `/readyz` shows and that leaves the process ready. */
export class CheckWarning extends CheckError {}
