import type { Diagnostic } from '#source/place';
import type { Tree } from '#source/tree';
import { itemsOf, textOf, treeAt } from './read-tree.ts';
import type { Service } from './service.ts';

/** Plugins that add no resources to the stack, or whose resources this reader makes. */
const KNOWN = [
  /offline/,
  /webpack/,
  /esbuild/,
  /bundle/,
  /typescript/,
  /babel/,
  /dotenv/,
  /prune/,
  /python-requirements/,
  /pseudo-parameters/,
  /iam-roles-per-function/,
  /step-functions/,
  /local/,
  /package/,
  /rust|golang|go-build|ruby-layer|dotnet/,
  /hooks?|scriptable|plugin-scripts/,
  /env-|export-env|ssm-fetch|secrets|better-credentials|mfa/,
  /optimize|include-dependencies|jetpack/,
  /s3-sync|finch|client-s3/,
];

/** Notes about what may change the stack without being seen here. */
export function pluginNotes(service: Service): readonly Diagnostic[] {
  const list = treeAt(service.tree, 'plugins');
  const items = itemsOf(treeAt(list, 'modules') ?? list);
  const notes = items.flatMap((item): Diagnostic[] => {
    const name = textOf(item);
    if (name !== undefined && KNOWN.some((pattern) => pattern.test(name))) return [];
    const what = name === undefined ? 'a plugin' : `plugin \`${name}\``;
    return [
      {
        severity: 'note',
        place: item.at,
        message: `${what} may add resources that are not judged; run \`serverless package\` and check the \`.serverless\` folder to see them`,
      },
    ];
  });
  return [...notes, ...DEFINING.flatMap((path) => unread(treeAt(service.tree, ...path.split('.')), path))];
}

/** Sections of plugins that define stores, routes and functions of the app. */
const DEFINING = [
  'constructs',
  'appSync',
  'pipes',
  'custom.appSync',
  'custom.apiGatewayServiceProxies',
  'custom.pipes',
] as const;

function unread(section: Tree | undefined, path: string): readonly Diagnostic[] {
  if (section === undefined) return [];
  const message = `\`${path}\` of a plugin is not read, so what it defines is not judged; run \`serverless package\` and check the \`.serverless\` folder`;
  return [{ severity: 'error', place: section.at, message }];
}
