import { readFileSync } from 'node:fs';
import { classifyField } from '../../src/intent/classify-field.ts';

export interface Label {
  readonly domain: string;
  readonly language: string;
  readonly kind: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly type: string | undefined;
}

export interface Score {
  readonly kind: string;
  readonly labelled: number;
  readonly precision: number;
  readonly recall: number;
}

/** Kinds that nobody is harmed by: not told apart here. */
const HARMLESS = new Set(['infrastructure', 'business', 'content', 'code']);

export function readLabels(half: 'tuned' | 'held-out'): readonly Label[] {
  const text = readFileSync(new URL(`${half}.tsv`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [domain = '', language = '', kind = '', parent, name = '', type] = line.split('\t');
      return {
        domain,
        language,
        kind,
        parent: parent === '' ? undefined : parent,
        name,
        type: type === '' ? undefined : type,
      };
    });
}

export function predict(label: Label): string {
  const kind = classifyField(label)?.kind ?? 'none';
  return HARMLESS.has(kind) ? 'none' : kind;
}

/** Precision and recall of each kind, of all sensitive kinds told apart, and of sensitive against none. */
export function scoreOf(labels: readonly Label[]): readonly Score[] {
  const judged = labels.map((label) => ({ gold: label.kind, said: predict(label) }));
  const kinds = [...new Set(labels.map((label) => label.kind))].sort();
  const rows = kinds.map((kind) => rowOf(kind, judged, (name) => name === kind));
  const named = judged.filter(({ said }) => said !== 'none').length;
  const right = judged.filter(({ gold, said }) => said !== 'none' && gold === said).length;
  const labelled = judged.filter(({ gold }) => gold !== 'none').length;
  const told = { kind: 'kind told right', labelled, precision: right / named, recall: right / labelled };
  return [...rows, told, rowOf('sensitive at all', judged, (name) => name !== 'none')];
}

function rowOf(kind: string, judged: readonly { gold: string; said: string }[], is: (name: string) => boolean): Score {
  const labelled = judged.filter(({ gold }) => is(gold)).length;
  const said = judged.filter(({ said }) => is(said)).length;
  const both = judged.filter(({ gold, said }) => is(gold) && is(said)).length;
  return { kind, labelled, precision: said === 0 ? 1 : both / said, recall: labelled === 0 ? 1 : both / labelled };
}

export function tableOf(scores: readonly Score[]): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9);
  const lines = scores.map(
    ({ kind, labelled, precision, recall }) =>
      `${kind.padEnd(18)}${String(labelled).padStart(6)}${percent(precision)}${percent(recall)}`,
  );
  return ['kind              labels precision recall', ...lines].join('\n');
}
