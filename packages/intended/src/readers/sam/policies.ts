import type { Diagnostic, Place } from '#source/place';
import type { Dictionary, Value } from '#model/value';
import { deferred } from '#model/value';
import { warning } from './expansion.ts';
import { policyTemplate } from './policy-templates.ts';
import { record, shape, type Shape } from './shape.ts';
import { substitute } from './substitute.ts';

/** The `Policies` of a function or state machine as properties of the generated role. */
export interface RolePolicies {
  /** Names and ARNs, as written: the provider's name stands for its managed policy. */
  readonly managed: readonly Value[];
  /** `{ PolicyName, PolicyDocument }`, each at the place of its line. */
  readonly inline: readonly Value[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Item {
  readonly value: Value;
  /** Puts a value back under the undecided conditions it was found under. */
  readonly around: (value: Value) => Value;
}

/** Statements, managed policies and policy templates, one or many, under undecided conditions or not. */
export function expandPolicies(policies: Value | undefined, roleLogicalId: string): RolePolicies {
  const items = policies === undefined ? [] : itemsUnder({ value: policies, around: (value) => value });
  const each = items.map((item, index) => expandItem(item, `${roleLogicalId}Policy${index}`));
  return {
    managed: each.flatMap((found) => found.managed),
    inline: each.flatMap((found) => found.inline),
    diagnostics: each.flatMap((found) => found.diagnostics),
  };
}

function itemsUnder(item: Item): readonly Item[] {
  const { value, around } = item;
  if (value.kind === 'absent' || (value.kind === 'scalar' && value.value === null)) return [];
  if (value.kind === 'list') return value.items.flatMap((inner) => itemsUnder({ value: inner, around }));
  if (value.kind !== 'choice') return [item];
  return value.branches.flatMap((branch, index) =>
    itemsUnder({ value: branch, around: (inner) => around(onlyBranch(value, index, inner)) }),
  );
}

function onlyBranch(choice: Value & { kind: 'choice' }, index: number, value: Value): Value {
  const branches = choice.branches.map((branch, at): Value =>
    at === index ? value : { kind: 'absent', at: branch.at },
  );
  return { ...choice, branches };
}

function expandItem({ value, around }: Item, name: string): RolePolicies {
  if (value.kind === 'dictionary') return expandDictionary(value, { around, name });
  if (value.kind === 'scalar' && typeof value.value !== 'string')
    return {
      managed: [],
      inline: [],
      diagnostics: [
        warning(value.at, '`Policies` has an item that is no policy; write a name, an ARN, a statement or a template'),
      ],
    };
  return { managed: [around(value)], inline: [], diagnostics: [] };
}

function expandDictionary(
  value: Dictionary,
  { around, name }: { readonly around: Item['around']; readonly name: string },
): RolePolicies {
  const inlined = (document: Shape, at: Place): Value =>
    around(record({ PolicyName: shape(name, at), PolicyDocument: document }, at));
  if (value.entries.has('Statement')) return { managed: [], inline: [inlined(value, value.at)], diagnostics: [] };
  const inline: Value[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [key, entry] of value.entries) {
    const found = expandTemplate(key, entry.value, entry.keyAt);
    inline.push(inlined(found.document, entry.keyAt));
    diagnostics.push(...found.diagnostics);
  }
  return { managed: [], inline, diagnostics };
}

interface TemplateDocument {
  readonly document: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** The policy document of a policy template with its parameters filled in. */
export function expandTemplate(name: string, parameters: Value, at: Place): TemplateDocument {
  const template = policyTemplate(name);
  if (template === undefined)
    return {
      document: deferred('unsupported', name, at),
      diagnostics: [warning(at, `\`${name}\` is not a SAM policy template; correct its name or write a \`Statement\``)],
    };
  const variables = new Map<string, Value>();
  const diagnostics: Diagnostic[] = [];
  for (const parameter of template.parameters) {
    const given = parameters.kind === 'dictionary' ? parameters.entries.get(parameter)?.value : undefined;
    if (given === undefined)
      diagnostics.push(
        warning(at, `policy template \`${name}\` needs the parameter \`${parameter}\`; give it a value`),
      );
    variables.set(parameter, given ?? deferred('missing', parameter, at));
  }
  const document = record({ Statement: fillTemplate(template.statements, variables, at) }, at);
  return { document, diagnostics };
}

/** Data with `${Name}` in its texts as a shape with the variables in their places. */
export function fillTemplate(template: unknown, variables: ReadonlyMap<string, Value>, at: Place): Shape {
  if (typeof template === 'string') return substitute(template, variables, at);
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, variables, at));
  if (typeof template !== 'object' || template === null) return typeof template === 'boolean' ? template : undefined;
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, fillTemplate(item, variables, at)]));
}
