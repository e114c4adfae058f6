import type { Application, Resource } from '#model/application';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Place } from '#source/place';
import { readComments } from './suppression-comments.ts';

/** Tools whose remarks in a template are understood, as the table names them. */
export type Tool = 'checkov' | 'cfnnag' | 'cdknag' | 'guard' | 'kics' | 'trivy';

/** What a person told another scanner to leave alone. */
export interface Suppression {
  readonly tool: Tool;
  /** Id as that tool writes it. */
  readonly id: string;
  readonly because: string;
  /** Id of the resource; undefined for lines or a whole file. */
  readonly resource: string | undefined;
  /** First and last line of `at.file` that it covers, where it names no resource. */
  readonly lines: readonly [number, number] | undefined;
  readonly at: Place;
}

/** Every suppression in metadata and comments of an app's templates. `textOf` gives a template's text. */
export function readSuppressions(
  application: Application,
  textOf: (file: string) => string | undefined,
): readonly Suppression[] {
  const written = [...application.resources.values()].filter(({ origin }) => origin === 'written');
  const comments = application.templates.flatMap((file) => {
    const text = textOf(file);
    return text === undefined
      ? []
      : readComments(
          file,
          text,
          written.filter(({ at }) => at.file === file),
        );
  });
  return [...written.flatMap(fromMetadata), ...comments];
}

function fromMetadata(resource: Resource): readonly Suppression[] {
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  if (metadata === undefined) return [];
  const one = (tool: Tool, id: Value | undefined, because: Value | undefined): Suppression[] => {
    const text = literal(id);
    if (id === undefined || text === undefined) return [];
    return [
      {
        tool,
        id: text,
        because: literal(because) ?? 'no reason given',
        resource: resource.id,
        lines: undefined,
        at: id.at,
      },
    ];
  };
  const rules = (tool: Tool, list: Value | undefined, reason: string): Suppression[] =>
    itemsOf(list).flatMap((item) => one(tool, valueAt(item, 'id'), valueAt(item, reason)));
  const guard = valueAt(metadata, 'guard', 'SuppressedRules');
  return [
    ...rules('checkov', valueAt(metadata, 'checkov', 'skip'), 'comment'),
    ...rules('cfnnag', valueAt(metadata, 'cfn_nag', 'rules_to_suppress'), 'reason'),
    ...rules('cdknag', valueAt(metadata, 'cdk_nag', 'rules_to_suppress'), 'reason'),
    ...itemsOf(guard).flatMap((item) => (item.kind === 'dictionary' ? [] : one('guard', item, undefined))),
    ...entriesOf(guard).flatMap(([id, because]) =>
      one('guard', { kind: 'scalar', value: id, at: because.at }, because),
    ),
  ];
}
