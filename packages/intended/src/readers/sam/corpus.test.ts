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
    const stray = templates.flatMap((template) =>
      readStacks({ files, template }).stacks.flatMap((stack) => {
        const expanded = expandSam(stack, { files }).resources;
        const written = new Set(stack.resources.map((resource) => resource.id));
        const ids = new Set(expanded.map((resource) => resource.id));
        const twice = ids.size === expanded.length ? [] : [`${template}: an id twice`];
        const unowned = expanded.filter(
          ({ origin, expandedFrom }) => origin === 'expanded' && !written.has(expandedFrom ?? ''),
        );
        return [...twice, ...unowned.map((resource) => `${template}: ${resource.id}`)];
      }),
    );
    expect(stray).toEqual([]);
  });
});
