import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { LineIndex } from './line-index.ts';
import { plainScalar } from './plain-scalar.ts';
import type { Diagnostic, Place } from './place.ts';
import { scalarPositions } from './scalar-positions.ts';
import { treeBounds } from './tree-bounds.ts';
import type { ScalarTree, Tree, TreeEntry } from './tree.ts';

/** A finished node with what its aliases cost. */
interface Node {
  readonly tree: Tree;
  readonly nodes: number;
  readonly depth: number;
  /** Plain and untagged: `<<` is a merge key only so. */
  readonly plain: boolean;
}

interface Frame {
  readonly event: SequenceEvent | MappingEvent;
  readonly items: Tree[];
  readonly entries: Map<string, TreeEntry>;
  readonly merges: Tree[];
  key: Node | undefined;
  nodes: number;
  depth: number;
}

interface Building {
  readonly text: string;
  readonly lines: LineIndex;
  readonly diagnostics: Diagnostic[];
  readonly frames: Frame[];
  /** `undefined` while the anchored node is still open. */
  readonly anchors: Map<string, Node | undefined>;
  end: number;
  added: number;
  root: Node | undefined;
}

/** Builds the tree of the first document of an event stream. */
export function buildYamlTree(
  text: string,
  events: readonly Event[],
  lines: LineIndex,
): { tree: Tree | undefined; diagnostics: readonly Diagnostic[] } {
  const building: Building = {
    text,
    lines,
    diagnostics: [],
    frames: [],
    anchors: new Map(),
    end: 0,
    added: 0,
    root: undefined,
  };
  let documents = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT && ++documents > 1) {
      report(
        building,
        'warning',
        building.end,
        'only the first YAML document is read; put the others in files of their own',
      );
      break;
    }
    take(building, event);
  }
  const tree = building.root?.tree;
  const empty = tree?.kind === 'scalar' && tree.value === null && tree.tag === undefined;
  return { tree: empty ? undefined : tree, diagnostics: building.diagnostics };
}

function take(building: Building, event: Event): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      return;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      open(building, event);
      return;
    case EVENT_ID.SCALAR:
      add(building, anchored(building, event, scalar(building, event)));
      return;
    case EVENT_ID.ALIAS:
      building.end = Math.max(building.end, event.anchorEnd);
      add(building, alias(building, event.anchorStart, event.anchorEnd));
      return;
    case EVENT_ID.POP: {
      const frame = building.frames.pop();
      if (frame !== undefined) add(building, anchored(building, frame.event, close(building, frame)));
      return;
    }
    default:
      event satisfies never;
  }
}

function open(building: Building, event: SequenceEvent | MappingEvent): void {
  if (event.anchorStart >= 0) building.anchors.set(building.text.slice(event.anchorStart, event.anchorEnd), undefined);
  building.end = Math.max(building.end, event.start + 1);
  building.frames.push({ event, items: [], entries: new Map(), merges: [], key: undefined, nodes: 1, depth: 0 });
}

function anchored(building: Building, event: ScalarEvent | SequenceEvent | MappingEvent, node: Node): Node {
  if (event.anchorStart >= 0) building.anchors.set(building.text.slice(event.anchorStart, event.anchorEnd), node);
  return node;
}

function scalar(building: Building, event: ScalarEvent): Node {
  const { text, lines } = building;
  const written = getScalarValue(text, event);
  const quoted = event.style !== SCALAR_STYLE.PLAIN;
  const full = event.tagStart < 0 ? undefined : text.slice(event.tagStart, event.tagEnd);
  const tag = full === undefined || isCore(full) ? undefined : full;
  const at = scalarPlace(building, event);
  building.end = Math.max(building.end, event.valueEnd + (quoted ? 1 : 0), event.tagEnd, event.anchorEnd);
  const value = quoted || (full !== undefined && !isTyped(full)) ? written : plainScalar(written);
  const positions = event.fast || event.valueStart < 0 ? undefined : scalarPositions(text, event, lines);
  const tree: ScalarTree = { kind: 'scalar', value, tag, at, positions };
  return { tree, nodes: 1, depth: 0, plain: !quoted && full === undefined };
}

/** The text itself, without quotes; the empty place after the last token where there is none. */
function scalarPlace(building: Building, event: ScalarEvent): Place {
  if (event.valueStart < 0) {
    const at = Math.max(building.end, event.tagEnd, event.anchorEnd);
    return building.lines.place(at, at);
  }
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK)
    return building.lines.place(event.valueStart, event.valueEnd);
  let start = event.valueStart;
  while (start < event.valueEnd && isSpace(building.text.charCodeAt(start))) start++;
  let end = event.valueEnd;
  while (end > start && isSpace(building.text.charCodeAt(end - 1))) end--;
  return building.lines.place(start, end);
}

function alias(building: Building, start: number, end: number): Node {
  const name = building.text.slice(start, end);
  const target = building.anchors.get(name);
  if (target === undefined) {
    const why = building.anchors.has(name) ? 'contains itself' : 'is not defined above';
    report(building, 'error', start, `alias \`*${name}\` ${why}; write the value out`);
    return missing(building, start, end);
  }
  const tooDeep = building.frames.length + target.depth > treeBounds.depthThroughAliases;
  if (tooDeep || building.added + target.nodes > treeBounds.nodesFromAliases) {
    report(building, 'error', start, `alias \`*${name}\` makes the document too large to expand; write the value out`);
    return missing(building, start, end);
  }
  building.added += target.nodes;
  return { ...target, plain: false };
}

function missing(building: Building, start: number, end: number): Node {
  const at = building.lines.place(start, end);
  return {
    tree: { kind: 'scalar', value: null, tag: undefined, at, positions: undefined },
    nodes: 1,
    depth: 0,
    plain: false,
  };
}

function add(building: Building, node: Node): void {
  const frame = building.frames.at(-1);
  if (frame === undefined) {
    building.root ??= node;
    return;
  }
  frame.nodes += node.nodes;
  frame.depth = Math.max(frame.depth, node.depth + 1);
  if (frame.event.type === EVENT_ID.SEQUENCE) frame.items.push(node.tree);
  else if (frame.key === undefined) frame.key = node;
  else {
    const key = frame.key;
    frame.key = undefined;
    addEntry(building, frame, key, node.tree);
  }
}

function addEntry(building: Building, frame: Frame, key: Node, value: Tree): void {
  const name = keyText(key.tree);
  if (name === undefined) {
    report(building, 'error', key.tree.at, 'a list or dictionary cannot be a key; use a string');
    return;
  }
  if (name === '<<' && key.plain) {
    frame.merges.push(value);
    return;
  }
  const before = frame.entries.get(name);
  if (before !== undefined)
    report(
      building,
      'warning',
      key.tree.at,
      `key \`${name}\` is already on line ${before.keyAt.line} and replaces it here; remove one of the two`,
    );
  frame.entries.set(name, { value, keyAt: key.tree.at });
}

function keyText(tree: Tree): string | undefined {
  if (tree.kind !== 'scalar') return undefined;
  return tree.value === null ? '' : String(tree.value);
}

function close(building: Building, frame: Frame): Node {
  const { event } = frame;
  const full = event.tagStart < 0 ? undefined : building.text.slice(event.tagStart, event.tagEnd);
  const tag = full === undefined || isCore(full) ? undefined : full;
  building.end = closingBracket(building.text, event, building.end);
  const at = building.lines.place(event.start, building.end);
  const { nodes, depth } = frame;
  if (event.type === EVENT_ID.SEQUENCE)
    return { tree: { kind: 'list', items: frame.items, tag, at }, nodes, depth, plain: false };
  const entries = frame.merges.length === 0 ? frame.entries : merged(building, frame);
  return { tree: { kind: 'dictionary', entries, tag, at }, nodes, depth, plain: false };
}

/** Own keys win over merged ones, earlier merges over later ones: https://yaml.org/type/merge.html */
function merged(building: Building, frame: Frame): Map<string, TreeEntry> {
  const entries = new Map(frame.entries);
  for (const source of frame.merges.flatMap((merge) => (merge.kind === 'list' ? merge.items : [merge]))) {
    if (source.kind !== 'dictionary') {
      report(building, 'error', source.at, '`<<` merges dictionaries only; name an anchor of a dictionary');
      continue;
    }
    building.added += source.entries.size;
    if (building.added > treeBounds.nodesFromAliases) {
      report(building, 'error', source.at, '`<<` makes the document too large to expand; write the keys out');
      break;
    }
    for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

/** Events do not say where a flow collection ends: after its last child come blanks, comments, commas, the bracket. */
function closingBracket(text: string, event: SequenceEvent | MappingEvent, from: number): number {
  const open = text[event.start];
  if (event.style !== 2 || (open !== '[' && open !== '{')) return from;
  const bracket = open === '[' ? ']' : '}';
  for (let at = from; at < text.length; at++) {
    if (text[at] === bracket) return at + 1;
    if (text[at] !== '#') continue;
    const eol = text.indexOf('\n', at);
    if (eol === -1) return from;
    at = eol;
  }
  return from;
}

function report(building: Building, severity: Diagnostic['severity'], where: number | Place, message: string): void {
  if (building.diagnostics.length >= treeBounds.diagnostics) return;
  const place = typeof where === 'number' ? building.lines.place(where, where) : where;
  building.diagnostics.push({ severity, place, message });
}

function isCore(tag: string): boolean {
  return tag === '!' || tag.startsWith('!!') || tag.startsWith('!<tag:yaml.org,2002:');
}

/** Core tags that ask for a type; `!!str`, `!` and local tags keep the text. */
function isTyped(tag: string): boolean {
  return /^!!(?:int|float|bool|null)$/.test(tag);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
