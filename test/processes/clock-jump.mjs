// Loaded before a server: SIGUSR2 turns its clock three hours forward, then two hours back, and so on.
const RealDate = Date;
const JUMPS_MS = [3 * 3_600_000, -2 * 3_600_000];
let offset = 0;
let jumps = 0;

process.on('SIGUSR2', () => {
  offset += JUMPS_MS[jumps++ % JUMPS_MS.length];
});

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offset;
  }
};
