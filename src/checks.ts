/** One thing that the sidecar needs, for `/readyz`: ends well, or throws. */
export type Check = () => Promise<void>;

/** A fault whose words may be shown to whoever asks `/readyz`. */
export class CheckError extends Error {}

/** A fault that leaves the process ready. */
export class CheckWarning extends CheckError {}
