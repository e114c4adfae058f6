import type { Diagnostic } from '#source/place';
import type { Files } from '#source/files';
import type { Application, TemplateOutput, Dialect, Resource } from '#model/application';
import type { Stack } from '../cloudformation/stack.ts';
import { actorsOf } from './actors.ts';
import { browserOf } from './browser.ts';
import { join } from './contribution.ts';
import type { Contribution } from './contribution.ts';
import { mapperOf } from './mappers.ts';
import { policyStores } from './policy-stores.ts';
import { startReading } from './reading.ts';
import { strangers } from './strangers.ts';

export interface AwsInput {
  readonly name: string;
  /** Folder judged, as given to `Files`. */
  readonly root: string;
  readonly files: Files;
  /** Expanded and with settled ids: only plain CloudFormation types. */
  readonly stacks: readonly Stack[];
  readonly dialects: readonly Dialect[];
  readonly templates: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the resources of all stacks into neutral nouns. Nothing is dropped: a resource of a type unknown here stays
 * a resource without a node, a target that nothing defines is in `unresolved`. Time is linear in the resources.
 */
export function readAws(input: AwsInput): Application {
  const resources = new Map<string, Resource>();
  for (const stack of input.stacks) for (const resource of stack.resources) resources.set(resource.id, resource);
  const reading = startReading(input.files, resources);
  const contributions: Contribution[] = [];
  for (const resource of resources.values()) {
    const mapper = mapperOf(resource.type);
    if (mapper !== undefined) contributions.push(mapper(resource, reading));
  }
  const read = join(contributions);
  const seen = join([read, browserOf(read, reading), strangers(read, resources)]);
  const whole = join([seen, policyStores(seen, resources, reading)]);
  return {
    name: input.name,
    root: input.root,
    dialects: input.dialects,
    templates: input.templates,
    resources,
    parameters: input.stacks.flatMap(({ parameters = [] }) => parameters),
    outputs: input.stacks.flatMap(outputsOf),
    ...whole,
    actors: join([{ actors: actorsOf(whole.routes, reading) }, { actors: whole.actors }]).actors,
    diagnostics: input.diagnostics,
  };
}

function outputsOf({ path, outputs }: Stack): readonly TemplateOutput[] {
  const prefix = path === '' ? '' : `${path.replaceAll('/', '.')}.`;
  return [...outputs].map(([name, { value, at }]) => ({ id: `${prefix}${name}`, value, at: at ?? value.at }));
}
