// Loaded before the sidecar (`node --import`): its clock goes wrong by CLOCK_SHIFT milliseconds. Timers and `performance` stay right, as on a machine whose
// clock was set wrong before the process began.
const shift = Number(process.env.CLOCK_SHIFT);
const RightDate = Date;
globalThis.Date = class extends RightDate {
  constructor(...parts) {
    if (parts.length === 0) super(RightDate.now() + shift);
    else super(...parts);
  }
  static now() {
    return RightDate.now() + shift;
  }
};
