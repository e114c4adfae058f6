import type { Tree, TreeEntry } from '#source/tree';
import type { Attestation } from './intent.ts';
import type { IntentReader } from './intent-reader.ts';
import { entryOf, readMapping, readText, report, reportUnknownKeys } from './intent-reader.ts';
import { readDay } from './parse-acceptance.ts';

export const ATTESTATION_KEYS = ['service', 'program', 'because', 'until'] as const;

/** `attest:` a list of services that somebody vouches for, each with its program and evidence. */
export function parseAttestations(reader: IntentReader, entry: TreeEntry | undefined): readonly Attestation[] {
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null)) return [];
  if (entry.value.kind !== 'list') {
    report(reader, entry.value.at, '`attest` is not a list; start every attestation with `- service: <service>`');
    return [];
  }
  return entry.value.items.flatMap((item) => readAttestation(reader, item) ?? []);
}

function readAttestation(reader: IntentReader, tree: Tree): Attestation | undefined {
  const mapping = readMapping(reader, tree, 'an attestation');
  if (mapping === undefined) return undefined;
  reportUnknownKeys(reader, mapping, ATTESTATION_KEYS, 'an attestation');
  const [service, program, because] = (['service', 'program', 'because'] as const).map((key) => {
    const text = readText(reader, entryOf(mapping, key), `\`${key}\``);
    if (text === undefined) report(reader, tree.at, `an attestation has no \`${key}\``);
    return text;
  });
  const until = entryOf(mapping, 'until');
  const day = readDay(reader, until);
  // One whose end cannot be read must not vouch for anything.
  if (service === undefined || program === undefined || because === undefined) return undefined;
  if (until !== undefined && day === undefined) return undefined;
  return { service, program, because, until: day, at: tree.at };
}
