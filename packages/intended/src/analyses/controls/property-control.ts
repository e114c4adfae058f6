import type { Resource } from '#model/application';
import type { Context } from './context.ts';
import type { Control, Plain, Remedy } from './define-control.ts';
import { defineControl, notApplicable } from './define-control.ts';
import { writeExample } from './examples.ts';
import type { Must } from './judge-value.ts';
import { judgeProperty } from './judge-value.ts';
import { writtenName } from './written-name.ts';

/** A control that is one fact: this property of this type must (not) be that. */
export interface PropertyFacts extends Pick<
  Control,
  'id' | 'title' | 'severity' | 'why' | 'fix' | 'sources' | 'about'
> {
  readonly cwe?: number;
  readonly type: string;
  /** Further types of which the same property is asked. */
  readonly alsoTypes?: readonly string[];
  /** Leaves out resources of which the question makes no sense: an instance whose cluster decides, say. */
  readonly applies?: (resource: Resource, context: Context) => boolean;
  /** Dotted path of the property. */
  readonly path: string;
  readonly must: Must;
  /** Goes on after the resource's name: `has no point-in-time recovery`. */
  readonly otherwise: string;
  /** A value that is right, and one that is wrong (missing where leaving it out is wrong). */
  readonly good: Plain;
  readonly bad?: Plain;
  /** Properties that the type asks for in any case, for the examples. */
  readonly base?: Readonly<Record<string, Plain>>;
  /** False where no single value is right for everybody, so that no patch can be made. */
  readonly mechanical?: false;
  /** What to set instead of the good value alone. */
  readonly remedy?: Remedy;
}

/** Makes a control of one fact. */
export function propertyControl(facts: PropertyFacts): Control {
  const { type, alsoTypes = [], applies, path, must, otherwise, good, bad, base, mechanical, remedy, ...words } = facts;
  const types = [type, ...alsoTypes];
  const example = { type, path, base: base ?? {} };
  return defineControl({
    ...words,
    types,
    reads: types.map((one) => `${one}.${path}`),
    judge: (resource, context) =>
      applies?.(resource, context) === false
        ? notApplicable
        : judgeProperty(resource, path, must, `\`${writtenName(resource, context.application)}\` ${otherwise}`),
    ...(mechanical === false ? {} : { remedy: remedy ?? { set: [{ path, value: good }] } }),
    // Made when somebody looks: a check does not.
    get examples() {
      return {
        violated: writeExample({ ...example, value: bad }),
        satisfied: writeExample({ ...example, value: good }),
        undetermined: writeExample({
          ...example,
          value: good,
          open: must.given === undefined ? 'parameter' : 'condition',
        }),
      };
    },
  });
}
