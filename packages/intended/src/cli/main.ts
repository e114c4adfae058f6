import module from 'node:module';
import manifest from '../../package.json' with { type: 'json' };
import { nodeIo } from './node-io.ts';
import { run } from './run.ts';

// `intended check | head` closes the pipe early: that is no fault, and says nothing.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

// Compiled code is kept for the next start, from Node 22.8 on; where it cannot be written, nothing happens. Before any import.
module.enableCompileCache?.();

// The exit code is set, not exited with, so that a long report reaches a slow pipe in full.
process.exitCode = await run(process.argv.slice(2), manifest.version, nodeIo(), async () =>
  (await import('./load-engine.ts')).engine(manifest.version),
);
