import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '#source/disk-files';
import { readStacks } from '../cloudformation/read-stacks.ts';
import { expandSam } from './expand-sam.ts';

const corpus = fileURLToPath(new URL('../../../../../../shared/corpus/serverless-patterns', import.meta.url));
const isThere = existsSync(corpus);
const templates = isThere ? readdirSync(corpus).filter((name) => /\.ya?ml$/.test(name)) : [];

describe.skipIf(!isThere)('the corpus of public templates (skipped: ../shared/corpus is not there)', () => {
  const files = diskFiles(corpus);

  test('expands whole: no SAM type is left but applications of a repository', () => {
    const left = templates.flatMap((template) =>
      readStacks({ files, template }).stacks.flatMap((stack) =>
        expandSam(stack, { files })
          .resources.filter((resource) => resource.type.startsWith('AWS::Serverless::'))
          .map((resource) => `${template} ${resource.type}`),
      ),
    );
    expect(left).toEqual([]);
  });

  test('every generated resource says what it was written as, and every id is there once', () => {
    for (const template of templates)
      for (const stack of readStacks({ files, template }).stacks) {
        const expanded = expandSam(stack, { files }).resources;
        const ids = new Set(expanded.map((resource) => resource.id));
        const written = new Set(stack.resources.map((resource) => resource.id));
        expect(ids.size, template).toBe(expanded.length);
        for (const resource of expanded)
          if (resource.origin === 'expanded') expect(written, template).toContain(resource.expandedFrom);
      }
  });
});
