import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '#source/disk-files';
import { readServerless } from './read-serverless.ts';

const folder = fileURLToPath(new URL('../../../../../../shared/corpus/serverless-framework', import.meta.url));
const present = existsSync(folder);
const names = present ? readdirSync(folder).filter((name) => name.endsWith('.yml')) : [];

describe.skipIf(!present)('the public serverless files beside this repository (skipped where they are absent)', () => {
  const files = diskFiles(folder);
  test.each(names)('%s loads', (name) => {
    const { stacks } = readServerless({ files, file: name });
    expect(stacks).toHaveLength(1);
    expect(stacks[0]?.resources.length).toBeGreaterThan(0);
  });
});
