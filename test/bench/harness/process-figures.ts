import { readFileSync, writeFileSync } from 'node:fs';

/** What a process has used since `startFigures`. */
export interface ProcessFigures {
  /** User and system time, milliseconds. */
  readonly cpuMs: number;
  /** Greatest resident memory, bytes. */
  readonly peakBytes: number;
}

/**
 * Collects garbage and starts counting CPU time and peak memory of this process. The call it returns reads them.
 * Linux can forget an earlier peak ("5" in clear_refs resets VmHWM); elsewhere the peak is that of the whole life.
 */
export function startFigures(): () => ProcessFigures {
  globalThis.gc?.();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // No such file outside Linux: the peak then counts from the start of the process.
  }
  const start = process.cpuUsage();
  return () => {
    const used = process.cpuUsage(start);
    return { cpuMs: (used.user + used.system) / 1000, peakBytes: peakBytes() };
  };
}

function peakBytes(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
