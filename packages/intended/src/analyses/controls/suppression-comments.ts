import type { Resource } from '#model/application';
import type { Place } from '#source/place';
import type { Suppression, Tool } from './suppressions.ts';

const MARK = /checkov:skip=|(?:trivy|tfsec):ignore:|kics-scan\s/;
/** `checkov:skip=CKV_AWS_18:reason`. Source: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html */
const CHECKOV = /#\s*checkov:skip=(?<id>[\w]+)(?::(?<because>.*))?/;
/** `trivy:ignore:AWS-0089`, also with `avd-` before. Source: https://trivy.dev/latest/docs/configuration/filtering/ */
const TRIVY = /#\s*(?:trivy|tfsec):ignore:(?:avd-)?(?<id>[\w-]+)/i;
/** Source: https://docs.kics.io/latest/running-kics/ */
const KICS = /#\s*kics-scan\s+(?<what>ignore-line|ignore-block|ignore|disable=(?<ids>[\w,-]+))/;

/** Remarks for other scanners in the comments of one template. `resources` are those written in it. */
export function readComments(file: string, text: string, resources: readonly Resource[]): readonly Suppression[] {
  if (!MARK.test(text)) return [];
  const lines = text.split(/\r\n|\r|\n/);
  const blocks = blocksOf(resources, lines.length);
  return lines.flatMap((line, index): readonly Suppression[] => {
    if (!MARK.test(line)) return [];
    const number = index + 1;
    const at: Place = {
      file,
      line: number,
      column: line.indexOf('#') + 1,
      endLine: number,
      endColumn: line.length + 1,
    };
    const block = blocks.find(({ first, last }) => number >= first && number <= last);
    const next = blocks.find(({ first }) => first > number);
    const one = (
      tool: Tool,
      id: string,
      because: string,
      where: Pick<Suppression, 'resource' | 'lines'>,
    ): Suppression => ({ tool, id, because, ...where, at });
    const { id, because } = CHECKOV.exec(line)?.groups ?? {};
    if (id !== undefined)
      return [
        one('checkov', id, because?.trim() || 'no reason given', { resource: (block ?? next)?.id, lines: undefined }),
      ];
    const trivy = TRIVY.exec(line)?.groups?.['id'];
    if (trivy !== undefined)
      return [
        one('trivy', trivy.toUpperCase(), 'no reason given', {
          resource: resourceAfter(lines, number, block, next)?.id,
          lines: undefined,
        }),
      ];
    return kics(line, number, lines, next, one);
  });
}

interface Block {
  readonly id: string;
  readonly first: number;
  readonly last: number;
}

/** Lines from a resource's name to the next one's. */
function blocksOf(resources: readonly Resource[], end: number): readonly Block[] {
  const sorted = resources.toSorted((a, b) => a.at.line - b.at.line);
  return sorted.map(({ id, at }, index) => ({ id, first: at.line, last: (sorted[index + 1]?.at.line ?? end + 1) - 1 }));
}

/** A remark just above a resource's name speaks of that one, not of the one before. */
function resourceAfter(
  lines: readonly string[],
  number: number,
  block: Block | undefined,
  next: Block | undefined,
): Block | undefined {
  if (next === undefined) return block;
  const between = lines.slice(number, next.first - 1);
  return between.every((line) => /^\s*(?:#.*)?$/.test(line)) ? next : (block ?? next);
}

function kics(
  line: string,
  number: number,
  lines: readonly string[],
  next: Block | undefined,
  one: (tool: Tool, id: string, because: string, where: Pick<Suppression, 'resource' | 'lines'>) => Suppression,
): readonly Suppression[] {
  const { what, ids } = KICS.exec(line)?.groups ?? {};
  if (what === undefined) return [];
  const whole: readonly [number, number] = [1, lines.length];
  if (ids !== undefined)
    return ids.split(',').map((id) => one('kics', id, 'no reason given', { resource: undefined, lines: whole }));
  if (what === 'ignore') return [one('kics', '*', 'no reason given', { resource: undefined, lines: whole })];
  const following = number + 1;
  if (what === 'ignore-line')
    return [one('kics', '*', 'no reason given', { resource: undefined, lines: [following, following] })];
  if (next !== undefined && next.first === following)
    return [one('kics', '*', 'no reason given', { resource: next.id, lines: undefined })];
  return [
    one('kics', '*', 'no reason given', { resource: undefined, lines: [following, endOfBlock(lines, following)] }),
  ];
}

/** Last line of a block in YAML: as long as lines are indented deeper than its first. */
function endOfBlock(lines: readonly string[], first: number): number {
  const depth = (line: string): number => line.length - line.trimStart().length;
  const head = depth(lines[first - 1] ?? '');
  let last = first;
  while (last < lines.length && ((lines[last] ?? '').trim() === '' || depth(lines[last] ?? '') > head)) last++;
  return last;
}
