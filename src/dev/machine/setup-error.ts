/** Something on this machine stops the embedded start. The message is one line that says what to do; no stack is shown for it. */
export class SetupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SetupError';
  }
}
