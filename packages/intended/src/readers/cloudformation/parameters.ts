import type { Place } from '#source/place';
import type { DictionaryTree, Tree } from '#source/tree';
import type { Parameter } from '#model/application';
import { literal } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { passed } from './bounds.ts';
import { concat } from './concat.ts';
import type { SectionEntry } from './scope.ts';
import { provisionalId } from './stack.ts';

/** The value of one parameter: as given, else its default, else deferred. Parameter Store types are read at deployment. */
export function parameterValue(entry: SectionEntry, given: Value | undefined): Value {
  const { key, keyAt, tree, scope } = entry;
  if (tree.kind !== 'dictionary') {
    scope.report('error', tree.at, `parameter \`${key}\` needs a dictionary with a \`Type\``);
    return given ?? deferred('malformed', key, keyAt);
  }
  const type = text(tree, 'Type') ?? 'String';
  // `AWS::SSM::Parameter::Name` is only a name.
  if (type.startsWith('AWS::SSM::Parameter::Value')) return deferred('parameter', key, keyAt);
  // What CloudFormation shows to nobody is shown to nobody here: its text goes into no name, message or report.
  if (isHidden(tree)) return deferred('parameter', key, keyAt);
  const value = given ?? defaultValue(key, tree.entries.get('Default')?.value, entry);
  if (value === undefined) return deferred('parameter', key, keyAt);
  if (value.kind === 'dictionary') {
    scope.report('error', value.at, `parameter \`${key}\` takes text or a list; pass the entries one by one`);
    return deferred('malformed', key, keyAt);
  }
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return passed(isList ? listOf(value) : value, key, keyAt);
}

/** A parameter as its template declares it; undefined for one that is no dictionary. */
export function declaredParameter({ key, keyAt, tree, scope }: SectionEntry): Parameter | undefined {
  if (tree.kind !== 'dictionary') return undefined;
  const written = tree.entries.get('Default')?.value;
  return {
    id: provisionalId(scope.stack, key).replaceAll('/', '.'),
    type: text(tree, 'Type') ?? 'String',
    noEcho: isHidden(tree),
    default: written?.kind === 'scalar' ? { kind: 'scalar', value: written.value, at: written.at } : undefined,
    at: keyAt,
  };
}

function isHidden(tree: DictionaryTree): boolean {
  return text(tree, 'NoEcho')?.toLowerCase() === 'true';
}

function text(tree: DictionaryTree, name: string): string | undefined {
  const value = tree.entries.get(name)?.value;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

function defaultValue(name: string, tree: Tree | undefined, entry: SectionEntry): Value | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar' && tree.tag === undefined) return fromText(tree.value ?? '', tree.at);
  if (tree.kind === 'list' && tree.items.every((item) => item.kind === 'scalar')) {
    const items = tree.items.map((item): Value => ({ kind: 'scalar', value: item.value, at: item.at }));
    return { kind: 'list', items, at: tree.at };
  }
  entry.scope.report('error', tree.at, `the default of parameter \`${name}\` must be plain text; write it out`);
  return deferred('malformed', name, tree.at);
}

function fromText(value: string | number | boolean, at: Place): Value {
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return { kind: 'scalar', value, at };
  return concat([{ kind: 'scalar', value, at }], at, undefined);
}

/** `a, b` as two items, `''` as one empty item as CloudFormation has it; a list that a parent stack passes stays one. */
function listOf(value: Value): Value {
  const whole = literal(value);
  if (whole === undefined) return value;
  const items = whole.split(',').map((item): Value => ({ kind: 'scalar', value: item.trim(), at: value.at }));
  return { kind: 'list', items, at: value.at };
}

/** Makes overrides of a command line into values. */
export function givenParameters(texts: Readonly<Record<string, string>>, at: Place): ReadonlyMap<string, Value> {
  return new Map(Object.entries(texts).map(([name, value]) => [name, fromText(value, at)] as const));
}
