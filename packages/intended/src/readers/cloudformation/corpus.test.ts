import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '#source/disk-files';
import { readStacks } from './read-stacks.ts';

const corpus = resolve(import.meta.dirname, '../../../../../../shared/corpus');
const folders = ['serverless-patterns', 'wild-rydes-workshop'];

test.skipIf(!existsSync(corpus)).each(folders)(
  'every template of %s is read or has a diagnostic (skips without ../shared/corpus)',
  (folder) => {
    const files = diskFiles(resolve(corpus, folder));
    for (const template of files.list('').filter((name) => /\.(?:ya?ml|json|template)$/.test(name))) {
      const { stacks, diagnostics } = readStacks({ files, template });
      expect(stacks.length + diagnostics.length, template).toBeGreaterThan(0);
    }
  },
);
