import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '#source/disk-files';
import { readStacks } from '../cloudformation/read-stacks.ts';
import { expandSam } from '../sam/expand-sam.ts';
import { nodeIndex } from './node-index.ts';
import { readAws } from './read-aws.ts';

const corpus = resolve(import.meta.dirname, '../../../../../../shared/corpus');

test.skipIf(!existsSync(corpus)).each(['serverless-patterns', 'wild-rydes-workshop'])(
  'every template of %s becomes an application whose parts name one another (skips without ../shared/corpus)',
  (folder) => {
    const files = diskFiles(resolve(corpus, folder));
    for (const template of files.list('').filter((name) => /\.(?:ya?ml|json|template)$/.test(name))) {
      const { stacks, diagnostics } = readStacks({ files, template });
      const application = readAws({
        name: template,
        root: files.root,
        files,
        stacks: stacks.map((stack) => expandSam(stack, { files })),
        dialects: ['sam'],
        templates: [template],
        diagnostics,
      });
      const ids = [
        ...application.computes,
        ...application.stores,
        ...application.gates,
        ...application.actors,
        ...application.identities,
      ].map((one) => one.id);
      expect([template, ids.length]).toEqual([template, new Set(ids).size]);
      const known = new Set(ids);
      const named = [
        ...application.wires.flatMap((wire) => [wire.from, wire.to, wire.identity]),
        ...application.routes.flatMap((route) => [route.api, route.to, route.identity]),
        ...application.computes.flatMap((compute) => [...compute.identities, ...compute.runs, compute.logs]),
        ...application.grants.map((grant) => grant.holder),
        ...application.schemas.map((schema) => schema.on),
        ...application.stores.flatMap((store) => store.keys),
      ];
      const nameless = named.filter((id) => id !== undefined && !known.has(id));
      expect([template, nameless]).toEqual([template, []]);
      const index = nodeIndex(application);
      for (const compute of application.computes)
        for (const entry of compute.environment) index.resolveNode(entry.value);
    }
  },
);
