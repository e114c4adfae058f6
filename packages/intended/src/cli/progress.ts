import type { Io } from './io.ts';

const SHOW_AFTER_MS = 500;

/** Runs the work; on a terminal, says so on standard error when it takes more than half a second. */
export async function withProgress<T>(io: Io, isQuiet: boolean, what: string, work: () => Promise<T>): Promise<T> {
  if (isQuiet || !io.stderr.isTerminal) return work();
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    io.stderr.write(`${what} …`);
  }, SHOW_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (isShown) io.stderr.write('\r\u001b[K');
  }
}
